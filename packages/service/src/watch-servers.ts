import type { Logger } from '@presswatch/service-kit';
import { Gauge, type Registry } from 'prom-client';

/** A server that a process needs while it runs. */
export interface WatchedServer {
  /** As it is told and labelled: `Kafka`, `OpenSearch (releases)`, `Redis`. */
  readonly name: string;
  /** Asks it for something small. */
  ask(): Promise<unknown>;
}

export interface WatchOptions {
  readonly registry: Registry;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  /** ms between two questions. Default 5,000. */
  readonly everyMs?: number;
  /** ms that a server is given to answer. Default 5,000. */
  readonly patienceMs?: number;
}

export interface ServerWatch {
  /** Of the servers that are away, a sentence each, by name. */
  away(): ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/**
 * Asks the servers every few seconds whether they are there, so that probes and metrics tell of one that was lost after
 * the start although nobody asked this process for anything. Gauge: `presswatch_waiting{dependency}`. What is away is
 * logged once when it goes and once when it is back.
 */
export function watchServers(servers: readonly WatchedServer[], options: WatchOptions): ServerWatch {
  const { registry, logger, everyMs = 5_000, patienceMs = 5_000 } = options;
  const gauge = new Gauge({
    name: 'presswatch_waiting',
    help: '1 while a server that the process needs is away',
    labelNames: ['dependency'],
    registers: [registry],
  });
  const away = new Map<string, string>();
  const closing = new AbortController();

  const look = async ({ name, ask }: WatchedServer): Promise<void> => {
    let problem: string | undefined;
    try {
      await within(patienceMs, ask(), closing.signal);
    } catch (error) {
      problem = `waiting for ${name}: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (closing.signal.aborted) return;
    gauge.set({ dependency: name }, problem === undefined ? 0 : 1);
    if (problem === undefined) {
      if (away.delete(name)) logger.info({ dependency: name }, `${name} is there again: going on`);
      return;
    }
    if (!away.has(name)) logger.warn({ dependency: name }, problem);
    away.set(name, problem);
  };
  const keepLooking = async (server: WatchedServer): Promise<void> => {
    while (!closing.signal.aborted) {
      await look(server);
      await rest(everyMs, closing.signal);
    }
  };

  for (const { name } of servers) gauge.set({ dependency: name }, 0);
  const looking = servers.map(keepLooking);
  return {
    away: () => away,
    async close() {
      closing.abort();
      await Promise.all(looking);
    },
  };
}

async function within(ms: number, work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const waiting = new AbortController();
  const late = rest(ms, AbortSignal.any([signal, waiting.signal])).then(() => {
    throw new Error(`no answer within ${ms / 1000} s: see that it runs`);
  });
  late.catch(() => undefined); // the work came first
  try {
    await Promise.race([work, late]);
  } finally {
    waiting.abort();
  }
}

/** Until so many ms are over, or at once when the signal is aborted. */
const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
