import type { EventLog } from '@presswatch/event-log';
import { EVENT_KINDS, MAX_RECORD_BYTES } from '@presswatch/events';
import type { RecordStore } from '@presswatch/records';
import type { ReleaseIndex, ReleaseIndexGenerations } from '@presswatch/release-index';
import { adapterAddress, type Logger } from '@presswatch/service-kit';
import type { State } from '@presswatch/state';
import {
  type IndexSettings,
  kafkaConnection,
  type LogSettings,
  openSearchConnection,
  type RecordsSettings,
  redisConnection,
  type StateSettings,
} from './connections.ts';

/**
 * `consumer`: a process that runs stages. On SQLite it is the one that removes what the retention does not keep and
 * writes the index in a thread of its own. `beside`: reads, searches and publishes next to it.
 */
export type Role = 'consumer' | 'beside';

/** Bytes: what a dead letter adds to a record that is itself as large as the log takes. */
const DEAD_LETTER_ROOM = 64 * 1024;

// Every adapter is loaded when it is opened: a process pays only for the client libraries that it uses.

/** Opens the log that the settings name. @throws AdapterUrlError, or what the adapter says of its file or servers */
export async function openLog(settings: LogSettings, role: Role, logger?: Logger): Promise<EventLog> {
  const address = adapterAddress('PRESSWATCH_LOG', settings.log);
  const maxRecordBytes = MAX_RECORD_BYTES + (role === 'consumer' ? DEAD_LETTER_ROOM : 0);
  if (address.adapter === 'kafka') {
    const { openKafkaLog } = await import('@presswatch/event-log/kafka');
    const connection = kafkaConnection(address, settings);
    // What a stage read was taken by the broker, compressed: so is the dead letter that holds it. Outputs are bounded before.
    const most = role === 'consumer' ? Number.MAX_SAFE_INTEGER : maxRecordBytes;
    return openKafkaLog({ connection, maxRecordBytes: most, ...(logger && { logger }) });
  }
  const { openSqliteLog } = await import('@presswatch/event-log/sqlite');
  const retention = new Map(EVENT_KINDS.map((kind) => [kind.topic, kind.retention]));
  return openSqliteLog({
    path: pathOf(address),
    maxRecordBytes,
    retention: role === 'consumer' ? retention : undefined,
  });
}

/** Opens the index that the settings name. @throws AdapterUrlError, SettingsError, or what the adapter says */
export async function openIndex(settings: IndexSettings, role: Role): Promise<ReleaseIndex> {
  const address = adapterAddress('PRESSWATCH_INDEX', settings.index);
  if (address.adapter === 'opensearch') {
    const { openOpenSearchIndex } = await import('@presswatch/release-index/opensearch');
    return openOpenSearchIndex({ connection: openSearchConnection(address, settings), prefix: address.prefix });
  }
  const { openSqliteIndex } = await import('@presswatch/release-index/sqlite');
  return openSqliteIndex({ path: pathOf(address), inline: role === 'beside' });
}

/** Opens what makes indexes anew. @throws AdapterUrlError, SettingsError, or what the adapter says */
export async function openGenerations(settings: IndexSettings): Promise<ReleaseIndexGenerations> {
  const address = adapterAddress('PRESSWATCH_INDEX', settings.index);
  if (address.adapter === 'opensearch') {
    const { openOpenSearchGenerations } = await import('@presswatch/release-index/opensearch');
    return openOpenSearchGenerations({ connection: openSearchConnection(address, settings), prefix: address.prefix });
  }
  const { openSqliteGenerations } = await import('@presswatch/release-index/sqlite');
  return openSqliteGenerations({ path: pathOf(address) });
}

/** Opens schedule, budgets and memory. @throws AdapterUrlError, SettingsError, or what the adapter says */
export async function openState(settings: StateSettings): Promise<State> {
  const address = adapterAddress('PRESSWATCH_STATE', settings.state);
  if (address.adapter === 'redis') {
    const { openRedisState } = await import('@presswatch/state/redis');
    return openRedisState(redisConnection(address, settings));
  }
  const { openSqliteState } = await import('@presswatch/state/sqlite');
  return openSqliteState({ path: pathOf(address) });
}

/** Opens the store of what people make. @throws AdapterUrlError, SettingsError, or what the adapter says */
export async function openRecords(settings: RecordsSettings): Promise<RecordStore> {
  const address = adapterAddress('PRESSWATCH_RECORDS', settings.records);
  if (address.adapter === 'opensearch') {
    const { openOpenSearchRecords } = await import('@presswatch/records/opensearch');
    return openOpenSearchRecords({ connection: openSearchConnection(address, settings), prefix: address.prefix });
  }
  const { openSqliteRecords } = await import('@presswatch/records/sqlite');
  return openSqliteRecords({ path: pathOf(address) });
}

/** The port's check has refused every address but a file's and the ones that were handled. */
function pathOf(address: ReturnType<typeof adapterAddress>): string {
  if (address.adapter !== 'sqlite') throw new TypeError(`no adapter for ${address.adapter}`);
  return address.path;
}
