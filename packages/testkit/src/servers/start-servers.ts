import { type ServerControl, StackError, type StackWish, startStack } from '@presswatch/local-stack';
import type { ServerAddresses } from './addresses.ts';
import { dockerAnswers } from './docker.ts';

/** Which servers are wanted; default all, Kafka with one broker. */
export type ServersWish = Pick<StackWish, 'kafka' | 'opensearch' | 'redis'>;

/** Servers of one's own, empty. */
export interface Servers {
  /** Where they listen; empty text or list for those not wished for. */
  readonly addresses: ServerAddresses;
  readonly run: 'as-containers' | 'as-processes';
  /** To kill, pause and restart them one by one; on the same ports and data. */
  readonly kafka: readonly ServerControl[];
  readonly opensearch: ServerControl | undefined;
  readonly redis: ServerControl | undefined;
  /** Ends them and removes what they wrote. */
  stop(): Promise<void>;
}

/**
 * Starts Kafka, OpenSearch and Redis: in containers where an engine answers, else as processes of this machine
 * (infra/local-stack). They end with this process, however it ends. `PRESSWATCH_TEST_ENGINE=processes` or `containers`
 * overrules the choice.
 *
 * @throws StackError within seconds where neither can be, saying what to install
 */
export async function startServers(wish: ServersWish = {}): Promise<Servers> {
  const chosen = process.env.PRESSWATCH_TEST_ENGINE;
  if (chosen === 'containers' || (!chosen && (await dockerAnswers()))) {
    const { startContainers } = await import('./start-containers.ts');
    return startContainers(wish);
  }
  if (chosen && chosen !== 'processes') {
    throw new StackError(`PRESSWATCH_TEST_ENGINE is processes or containers, not ${JSON.stringify(chosen)}`);
  }
  try {
    const { folder: _, ...stack } = await startStack(wish);
    return { run: 'as-processes', ...stack };
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    throw new StackError(`no container engine answers, and servers cannot run without one: ${error.message}`, {
      cause: error,
    });
  }
}
