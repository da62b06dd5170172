import { connect } from 'node:net';

const ANSWER_MS = 2000;

/** Sends bytes to a port of loopback and resolves with the first answer that `whole` accepts; undefined where none comes. */
function ask(port: number, request: Buffer, whole: (answer: Buffer) => boolean): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let answer = Buffer.alloc(0);
    const end = (result: Buffer | undefined) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(ANSWER_MS, () => end(undefined));
    socket.on('error', () => end(undefined));
    socket.on('close', () => end(undefined));
    socket.on('connect', () => socket.write(request));
    socket.on('data', (part) => {
      answer = Buffer.concat([answer, part]);
      if (whole(answer)) end(answer);
    });
  });
}

/** Whether Redis answers PING (it does not while it loads its data). */
export async function redisAnswers(port: number): Promise<boolean> {
  const answer = await ask(port, Buffer.from('PING\r\n'), (bytes) => bytes.includes('\r\n'));
  return answer?.toString('latin1').startsWith('+PONG') ?? false;
}

/** Metadata request v1 of the Kafka protocol for no topic: length, key 3, version 1, correlation 1, no client id, 0 topics. */
const METADATA_REQUEST = Buffer.from('0000000e0003000100000001ffff00000000', 'hex');

/**
 * How many brokers the one on this port knows to be alive; 0 where it does not answer.
 * The answer begins: length (4 bytes), correlation (4), number of brokers (4).
 */
export async function aliveBrokers(port: number): Promise<number> {
  const answer = await ask(port, METADATA_REQUEST, (bytes) => bytes.length >= 12);
  return answer?.readInt32BE(8) ?? 0;
}

/** Whether OpenSearch answers and has all its primary shards. */
export async function opensearchIsReady(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/_cluster/health`, { signal: AbortSignal.timeout(ANSWER_MS) });
    const { status } = (await answer.json()) as { status?: string };
    return status === 'yellow' || status === 'green';
  } catch {
    return false; // Not listening yet, or not through with its start: asked again.
  }
}
