import { randomBytes } from 'node:crypto';
import type { EventLog, StoredRecord } from '@presswatch/event-log';
import { openKafkaLog, setUpTopics } from '@presswatch/event-log/kafka';
import { deadLetterTopic, EVENT_KINDS } from '@presswatch/events';
import { openOpenSearchRecords, setUpRecords } from '@presswatch/records/opensearch';
import { openOpenSearchGenerations, openOpenSearchIndex, setUpIndices } from '@presswatch/release-index/opensearch';
import type { ServerAddresses } from '@presswatch/testkit/servers';
import { type Ports, STAGES } from './world.ts';

/** Ports on Kafka and OpenSearch, under names of the test's own, which go with it. */
export async function serverPorts(
  servers: ServerAddresses,
  deleteTopics: (brokers: readonly string[], topics: readonly string[]) => Promise<void>,
): Promise<Ports> {
  const own = `ops-${randomBytes(4).toString('hex')}`;
  const connection = { brokers: servers.brokers };
  const compacted = { kind: 'compacted' } as const;
  const topics = [
    ...EVENT_KINDS.map(({ topic, retention }) => ({ name: `${own}.${topic}`, retention })),
    ...STAGES.map(({ topic, stage }) => ({ name: `${own}.${deadLetterTopic(topic, stage)}`, retention: compacted })),
  ];
  await setUpTopics(connection, { topics, partitions: 3, replication: 1, minInSync: 1 });
  const search = { nodes: [servers.opensearch] };
  await setUpIndices(search, { prefix: own, shards: 1, replicas: 0 });
  await setUpRecords(search, { prefix: own, replicas: 0 });
  const log = await openKafkaLog({ connection });
  const records = await openOpenSearchRecords({ connection: search, prefix: own });
  const index = await openOpenSearchIndex({ connection: search, prefix: own });
  const generations = await openOpenSearchGenerations({ connection: search, prefix: own });
  return {
    log: underNames(log, own),
    records,
    index,
    generations,
    async close() {
      await log.close();
      await deleteTopics(
        servers.brokers,
        topics.map(({ name }) => name),
      );
      await generations.close();
      await index.close();
      await records.close();
      for (const name of await indicesOf(servers, own))
        await fetch(`${servers.opensearch}/${name}`, { method: 'DELETE' });
    },
  };
}

async function indicesOf({ opensearch }: ServerAddresses, own: string): Promise<readonly string[]> {
  const answer = await fetch(`${opensearch}/_cat/indices/${own}-*?format=json`);
  return ((await answer.json()) as readonly { readonly index: string }[]).map(({ index }) => index);
}

/** Topics have fixed names, and many tests share a broker: here each name begins with one of the test's own. */
function underNames(log: EventLog, own: string): EventLog {
  const there = (topic: string): string => `${own}.${topic}`;
  const here = <R extends { readonly topic: string }>(record: R): R => ({
    ...record,
    topic: record.topic.slice(own.length + 1),
  });
  return {
    publish: async (records) =>
      (await log.publish(records.map((record) => ({ ...record, topic: there(record.topic) })))).map(here),
    subscribe: (options) =>
      log.subscribe({
        ...options,
        topic: there(options.topic),
        handler: (batch) =>
          options.handler({
            topic: options.topic,
            partition: batch.partition,
            records: batch.records.map(here),
            signal: batch.signal,
            heartbeat: () => batch.heartbeat(),
            finish: ({ outputs, deadLetters, upTo }) => {
              const named = (records: typeof outputs) => records.map((one) => ({ ...one, topic: there(one.topic) }));
              return batch.finish({ outputs: named(outputs), deadLetters: named(deadLetters), upTo });
            },
          }),
      }),
    readAt: async (position, key) => {
      const record = await log.readAt({ ...position, topic: there(position.topic) }, key);
      return record && here(record);
    },
    async *scan(topic, options): AsyncGenerator<StoredRecord, void> {
      for await (const record of log.scan(there(topic), options)) yield here(record);
    },
    lag: (topic, group) => log.lag(there(topic), group),
    close: () => log.close(),
  };
}
