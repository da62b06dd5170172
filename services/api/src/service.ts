import type { AddressInfo } from 'node:net';
import { createDeadLetters } from '@presswatch/dead-letters';
import { createErasures } from '@presswatch/erasures';
import type { EventLog } from '@presswatch/event-log';
import { readPipelineStatus, STAGES } from '@presswatch/inspection';
import type { RecordStore } from '@presswatch/records';
import { IndexUnavailableError, type ReleaseIndex } from '@presswatch/release-index';
import {
  closeInOrder,
  type Health,
  later,
  type RunningService,
  type ServiceContext,
  waitForIndex,
  waitForLog,
  waitForRecords,
} from '@presswatch/service';
import { type PORT_SETTINGS, PortTakenError } from '@presswatch/service-kit';
import { allSources, createSourceCommands } from '@presswatch/sources';
import type { FastifyInstance } from 'fastify';
import { createApi } from './api.ts';

type ApiSetting =
  | (typeof PORT_SETTINGS)['log' | 'index' | 'records'][number]
  | 'host'
  | 'port'
  | 'hosts'
  | 'sources'
  | 'seeds'
  | 'inbox';

/** What the API reads from, as far as it has been reached. */
interface Reached {
  log?: EventLog;
  index?: ReleaseIndex;
  records?: RecordStore;
}

/**
 * Listens at once, and answers with problems until the servers are reached: a page that says what is missing is more
 * than a port that refuses.
 *
 * @throws PortTakenError, SourcesFileError
 */
export async function startApiService(context: ServiceContext<ApiSetting>): Promise<RunningService> {
  const { settings, logger, registry } = context;
  const { sources, problems } = await allSources(settings);
  for (const problem of problems) logger.warn(problem);
  const closing = closeInOrder();
  const reached: Reached = {};
  const log = later(() => need(reached.log, 'Kafka'));
  const records = later(() => need(reached.records, 'OpenSearch'));
  const reader = later(() => need(reached.index, 'OpenSearch').reader);
  const deadLetters = createDeadLetters({
    log,
    records,
    topics: STAGES.map(({ stage, topic }) => ({ topic, group: stage })),
    erasures: createErasures({ records }),
  });
  const commands = createSourceCommands({ sources, records });
  const api = createApi({
    index: reader,
    log,
    deadLetters,
    status: () => readPipelineStatus({ log, index: reader, deadLetters, stages: STAGES, now: Date.now() }),
    sources: () => commands.list(),
    metrics: () => registry.metrics(),
    health: () => healthOf(reached, context),
    hosts: settings.hosts.includes('*') ? 'any' : ['localhost', '127.0.0.1', '[::1]', settings.host, ...settings.hosts],
    logger,
  });
  closing.closes({ close: () => api.close() });
  try {
    await listen(api, settings);
    const { port } = api.server.address() as AddressInfo;
    logger.info({ port }, `the page: http://${settings.host}:${port}`);
    reached.index = closing.closes(await waitForIndex(settings, 'beside', context));
    reached.records = closing.closes(await waitForRecords(settings, context));
    reached.log = closing.closes(await waitForLog(settings, TOPICS, 'beside', context));
    return { health: () => healthOf(reached, context), ended: new Promise(() => undefined), stop: closing.close };
  } catch (error) {
    await closing.close();
    throw error;
  }
}

const TOPICS = { topics: STAGES.map(({ topic }) => topic), stages: STAGES };

function healthOf(reached: Reached, context: ServiceContext<ApiSetting>): Health {
  const isReady = reached.log !== undefined && reached.index !== undefined && reached.records !== undefined;
  return isReady ? { live: true, ready: true, problems: [] } : context.startHealth();
}

/** @throws IndexUnavailableError, which the API answers with 503 */
function need<T>(port: T | undefined, server: string): T {
  if (port === undefined) throw new IndexUnavailableError(`${server} has not been reached yet`);
  return port;
}

async function listen(api: FastifyInstance, { host, port }: { host: string; port: number }): Promise<void> {
  try {
    await api.listen({ host, port });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    throw new PortTakenError(
      `port ${port} on ${host} is taken by another program. Stop that one, or choose another by PRESSWATCH_PORT`,
      { cause: error },
    );
  }
}
