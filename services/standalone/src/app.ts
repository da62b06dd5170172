import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { type Adapters, openAdapters } from '@presswatch/adapters';
import { createApi } from '@presswatch/api';
import { createDeadLetters } from '@presswatch/dead-letters';
import { createErasures } from '@presswatch/erasures';
import { createFetcher } from '@presswatch/fetcher';
import { watchSearchable } from '@presswatch/indexer';
import { readPipelineStatus } from '@presswatch/inspection';
import { finishRestore } from '@presswatch/operations/sqlite';
import { collectLag, healthOf, waitingFor } from '@presswatch/service';
import { adapterAddress, type Logger, PortTakenError, type Runnable, type Settings } from '@presswatch/service-kit';
import { allSources, createSourceCommands, type SourceConfig } from '@presswatch/sources';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { holdData } from './hold-data.ts';
import { embeddedFiles } from './operation-tools.ts';
import { type RunningStages, STAGES, startStages } from './stages.ts';

/** Everything in one process: on SQLite, or on the servers that the settings name. */
export interface App extends Runnable {
  /** Of the page, as `http://127.0.0.1:8080`. */
  readonly address: string;
  /** What is wrong with the list of sources; the others are polled. */
  readonly problems: readonly string[];
}

/**
 * Takes the data folder, opens the ports, listens, then starts the stages and the fetcher; what was started is stopped
 * again where a later step fails.
 *
 * @throws DataHeldError, PortTakenError, or what an adapter says of its file
 */
export async function startApp(settings: Settings, logger: Logger): Promise<App> {
  const cleanUps: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    const failures: unknown[] = [];
    for (let cleanUp = cleanUps.pop(); cleanUp !== undefined; cleanUp = cleanUps.pop()) {
      try {
        await cleanUp();
      } catch (error) {
        failures.push(error); // the others are stopped all the same
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'not everything could be stopped in order');
  };
  try {
    const hold = holdData(settings.data, logFile(settings));
    cleanUps.push(() => hold.release());
    hold.tell({ pid: process.pid });
    const embedded = embeddedFiles(settings);
    if (embedded !== undefined) await finishRestore(embedded.files, []);
    await mkdir(settings.inbox, { recursive: true });
    const { sources, problems } = await allSources(settings);
    const adapters = await openAdapters(settings, 'consumer', logger);
    cleanUps.push(() => adapters.close());
    const registry = new Registry();
    const parts: Parts = { settings, logger, adapters, registry, sources };
    const web = await listen(parts);
    cleanUps.push(() => web.close());
    hold.tell({ pid: process.pid, address: web.address });
    const { log, index, records } = adapters;
    const watched = watchSearchable({ writer: index.writer, reader: index.reader, registry });
    cleanUps.push(() => watched.close());
    const stages = await startStages({ settings, logger, registry, log, records, writer: watched.writer });
    cleanUps.push(() => stages.stop());
    web.serve(stages);
    const fetcher = startFetcher(parts);
    cleanUps.push(() => fetcher.stop());
    return { address: web.address, problems, ended: stages.ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Parts {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly adapters: Adapters;
  readonly registry: Registry;
  readonly sources: readonly SourceConfig[];
}

/** Short: after a kill -9 the next process, the only one there is, must not wait long for the leases of the dead. */
const LEASE_MS = 3_000;

function startFetcher({ settings, logger, adapters, sources }: Parts) {
  const { log, state, records } = adapters;
  const { allowPrivate, contact } = settings;
  const fetcher = createFetcher({
    log,
    state,
    records,
    sources,
    logger: logger.child({ stage: 'fetcher' }),
    settings: { allowPrivate, contact, leaseMs: LEASE_MS },
  });
  fetcher.start();
  return fetcher;
}

/** Serves the page; until the stages run it says that it is not ready. */
async function listen({ settings, logger, adapters, registry, sources }: Parts) {
  const { log, index, records } = adapters;
  let stages: RunningStages | undefined;
  const deadLetters = createDeadLetters({
    log,
    records,
    topics: STAGES.map(({ stage, topic }) => ({ topic, group: stage })),
    erasures: createErasures({ records }),
  });
  const commands = createSourceCommands({ sources, records });
  collectDefaultMetrics({ register: registry });
  collectLag(registry, log, STAGES);
  const api = createApi({
    index: index.reader,
    log,
    deadLetters,
    status: () =>
      readPipelineStatus({
        log,
        index: index.reader,
        deadLetters,
        stages: STAGES,
        waitingFor: (stage) => waitingFor(stages?.all, stage),
        now: Date.now(),
      }),
    sources: () => commands.list(),
    metrics: () => registry.metrics(),
    health: () => healthOf(stages?.all),
    hosts: settings.hosts.includes('*') ? 'any' : ['localhost', '127.0.0.1', '[::1]', settings.host, ...settings.hosts],
    logger,
  });
  try {
    await api.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    await api.close();
    throw (error as { code?: string }).code === 'EADDRINUSE' ? portTaken(settings, error) : error;
  }
  const { port } = api.server.address() as AddressInfo;
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  return {
    address: `http://${host}:${port}`,
    serve: (running: RunningStages) => {
      stages = running;
    },
    close: () => api.close(),
  };
}

/** The file that one process consumes; none where the log lies on servers, which share it out themselves. */
function logFile(settings: Settings): string | undefined {
  const address = adapterAddress('PRESSWATCH_LOG', settings.log);
  return address.adapter === 'sqlite' ? address.path : undefined;
}

const portTaken = ({ host, port }: Settings, cause: unknown): PortTakenError =>
  new PortTakenError(
    `port ${port} on ${host} is taken by another program. Stop that one, or choose another port: PRESSWATCH_PORT=8090 npm start`,
    { cause },
  );
