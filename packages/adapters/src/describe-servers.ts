import { adapterAddress } from '@presswatch/service-kit';
import {
  type IndexSettings,
  kafkaConnection,
  type LogSettings,
  openSearchConnection,
  type RecordsSettings,
  redisConnection,
  type StateSettings,
} from './connections.ts';
import type { ServerView } from './server-view.ts';

/** Asks every server that the settings name, each once, at the same time; empty where everything lies on SQLite. */
export async function describeServers(
  settings: LogSettings & IndexSettings & RecordsSettings & StateSettings,
  groups: readonly string[],
): Promise<readonly ServerView[]> {
  const asking: Promise<ServerView>[] = [];
  const log = adapterAddress('PRESSWATCH_LOG', settings.log);
  if (log.adapter === 'kafka') {
    const { describeKafka } = await import('./kafka/describe.ts');
    asking.push(describeKafka(kafkaConnection(log, settings), groups));
  }
  const indices = [
    adapterAddress('PRESSWATCH_INDEX', settings.index),
    adapterAddress('PRESSWATCH_RECORDS', settings.records),
  ].filter((address) => address.adapter === 'opensearch');
  const clusters = new Map(indices.map((address) => [address.nodes.join(), address]));
  for (const address of clusters.values()) {
    const { describeOpenSearch } = await import('./opensearch/describe.ts');
    asking.push(describeOpenSearch(openSearchConnection(address, settings)));
  }
  const state = adapterAddress('PRESSWATCH_STATE', settings.state);
  if (state.adapter === 'redis') {
    const { describeRedis } = await import('./redis/describe.ts');
    asking.push(describeRedis(redisConnection(state, settings)));
  }
  return Promise.all(asking);
}
