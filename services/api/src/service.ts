import type { AddressInfo } from 'node:net';
import { createDeadLetters } from '@presswatch/dead-letters';
import { createErasures } from '@presswatch/erasures';
import { type EventLog, LogUnavailableError } from '@presswatch/event-log';
import { RAW_RELEASE } from '@presswatch/events';
import { readPipelineStatus, STAGES } from '@presswatch/inspection';
import { type RecordStore, RecordsUnavailableError } from '@presswatch/records';
import { IndexUnavailableError, type ReleaseIndex } from '@presswatch/release-index';
import {
  asksIndex,
  asksLog,
  asksRecords,
  closeInOrder,
  type Health,
  INDEX_SERVER,
  later,
  type RunningService,
  type ServerWatch,
  type ServiceContext,
  waitForIndex,
  waitForLog,
  waitForRecords,
  watchServers,
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
  /** Once all three have been. */
  watch?: ServerWatch;
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
  // Until a port is open its calls reject with its own error, which the API answers with 503.
  const log = later(() => reached.log ?? fail(new LogUnavailableError('Kafka has not been reached yet')));
  const records = later(
    () => reached.records ?? fail(new RecordsUnavailableError('OpenSearch (records) has not been reached yet')),
  );
  const reader = later(
    () => reached.index?.reader ?? fail(new IndexUnavailableError('OpenSearch (releases) has not been reached yet')),
  );
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
    const servers = [asksIndex(reader), asksRecords(records), asksLog(log, RAW_RELEASE.topic)];
    reached.watch = closing.closes(watchServers(servers, { registry, logger }));
    return { health: () => healthOf(reached, context), ended: new Promise(() => undefined), stop: closing.close };
  } catch (error) {
    await closing.close();
    throw error;
  }
}

const TOPICS = { topics: STAGES.map(({ topic }) => topic), stages: STAGES };

/** Without the index nothing can be found, and another process may be better off; without the others much is. */
function healthOf({ watch }: Reached, context: ServiceContext<ApiSetting>): Health {
  if (watch === undefined) return context.startHealth();
  const away = watch.away();
  return { live: true, ready: !away.has(INDEX_SERVER), problems: [...away.values()] };
}

const fail = (error: Error): never => {
  throw error;
};

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
