import { StackError, startStack } from '@presswatch/local-stack';
import { dockerAnswers } from './docker.ts';
import type { Servers, ServersWish } from './servers.ts';

/**
 * Starts Kafka, OpenSearch and Redis: in containers where an engine answers, else as processes of this machine
 * (infra/local-stack). They end with this process, however it ends. `PRESSWATCH_TEST_ENGINE=processes` or `containers`
 * overrules the choice. Brokers with TLS and users are always processes: in Kafka's image they would need files of the
 * host and a start of their own.
 *
 * @throws StackError within seconds where neither can be, saying what to install
 */
export async function startServers(wish: ServersWish = {}): Promise<Servers> {
  const secure = typeof wish.kafka === 'object' && wish.kafka.security !== undefined;
  const chosen = secure ? 'processes' : process.env.PRESSWATCH_TEST_ENGINE;
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
