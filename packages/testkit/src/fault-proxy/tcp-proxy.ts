import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * `pass`; `stall`: connections stay, and are taken, but nothing goes through either way; what was held goes on when it
 * passes again; `cut`: every connection is reset, new ones too.
 */
export type TcpFault = 'pass' | 'stall' | 'cut';

/** A proxy on loopback in front of a server of any protocol (Redis; Kafka where the broker advertises the proxy). */
export interface TcpFaultProxy extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** Holds at once, for open connections too. */
  set(fault: TcpFault): void;
  /** Connections that are open now, and those taken so far. */
  readonly counts: { readonly open: number; readonly taken: number };
  close(): Promise<void>;
}

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
}

/** Starts a proxy that passes everything until it is told otherwise. `port`: of the proxy; default: a free one. */
export async function startTcpFaultProxy(
  target: { readonly host: string; readonly port: number },
  port = 0,
): Promise<TcpFaultProxy> {
  const pairs = new Set<Pair>();
  let fault: TcpFault = 'pass';
  let taken = 0;
  const server = createServer((near) => {
    taken++;
    if (fault === 'cut') {
      near.resetAndDestroy();
      return;
    }
    const pair = { near, far: connect(target.port, target.host) };
    pairs.add(pair);
    endTogether(pair, () => pairs.delete(pair));
    APPLY[fault](pair);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    server.close();
    for (const pair of pairs) APPLY.cut(pair);
    await once(server, 'close');
  };
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    set: (next) => {
      fault = next;
      for (const pair of [...pairs]) APPLY[next](pair);
    },
    counts: {
      get open() {
        return pairs.size;
      },
      get taken() {
        return taken;
      },
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

const APPLY: Readonly<Record<TcpFault, (pair: Pair) => void>> = {
  pass: ({ near, far }) => {
    near.pipe(far);
    far.pipe(near);
  },
  stall: ({ near, far }) => {
    near.unpipe(far).pause();
    far.unpipe(near).pause();
  },
  cut: ({ near, far }) => {
    near.resetAndDestroy();
    far.resetAndDestroy();
  },
};

/** Where one side ends or fails, the other does, after what was still to be written. */
function endTogether({ near, far }: Pair, ended: () => void): void {
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    // An error is followed by `close`, which is what counts.
    one.on('error', () => undefined);
    one.once('close', () => {
      other.destroySoon();
      ended();
    });
  }
}
