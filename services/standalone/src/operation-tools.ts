import { join } from 'node:path';
import { openGenerations, openIndex, openLog, openRecords } from '@presswatch/adapters';
import type { OpenedStage, OperationTools, TargetAddresses } from '@presswatch/cli';
import { createErasures } from '@presswatch/erasures';
import { createIndexer } from '@presswatch/indexer';
import { adapterAddress, createLogger, type Settings } from '@presswatch/service-kit';
import { createWorkerPool } from '@presswatch/stage';
import { ENRICHER, PARSER } from './stages.ts';

/** What replay, reindex, erase, backup, restore and migrate work with. */
export function operationTools(settings: Settings): OperationTools {
  return {
    logger: createLogger(settings.logLevel, 'presswatch'),
    openStage: async (name, data) => openStage(settings, name, data),
    indexer:
      ({ records }) =>
      (writer) =>
        createIndexer(writer, createErasures({ records })),
    openGenerations: () => openGenerations(settings),
    embedded: embeddedFiles(settings),
    openTarget: (addresses) => openTarget(settings, addresses),
  };
}

function openStage(settings: Settings, name: string, data: Parameters<OperationTools['openStage']>[1]): OpenedStage {
  if (name === 'indexer') {
    const definition = createIndexer(data.writer, createErasures(data));
    return { definition, close: async () => undefined };
  }
  const pool = createWorkerPool({ threads: settings.workers });
  const close = () => pool.close();
  if (name === 'parser') return { definition: { module: PARSER, pool }, close };
  return { definition: { module: ENRICHER, data: { folders: settings.gazetteer }, pool }, close };
}

/** The files of an installation that is embedded wholly, and their locks. */
export function embeddedFiles(settings: Settings): OperationTools['embedded'] {
  const log = adapterAddress('PRESSWATCH_LOG', settings.log);
  const index = adapterAddress('PRESSWATCH_INDEX', settings.index);
  const state = adapterAddress('PRESSWATCH_STATE', settings.state);
  const records = adapterAddress('PRESSWATCH_RECORDS', settings.records);
  if (log.adapter !== 'sqlite' || index.adapter !== 'sqlite') return undefined;
  if (state.adapter !== 'sqlite' || records.adapter !== 'sqlite') return undefined;
  const files = { log: log.path, index: index.path, state: state.path, records: records.path };
  return { files, locks: [join(settings.data, 'lock.db'), `${log.path}.lock`] };
}

async function openTarget(settings: Settings, addresses: TargetAddresses) {
  const target = { ...settings, ...addresses };
  adapterAddress('PRESSWATCH_STATE', addresses.state); // nothing is copied there, but a wrong address should show now
  const opened: { close(): Promise<void> }[] = [];
  const close = async () => {
    for (const one of opened) await one.close();
  };
  try {
    const log = await openLog(target, 'beside');
    opened.push(log);
    const records = await openRecords(target);
    opened.push(records);
    const index = await openIndex(target, 'beside');
    opened.push(index);
    return { log, records, index: index.reader, close };
  } catch (error) {
    await close();
    throw error;
  }
}
