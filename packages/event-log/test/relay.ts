import type { Batch, EventLog, StoredRecord, Subscription } from '../src/index.ts';

/** Where a relay reads and writes. */
export interface RelayTopics {
  readonly in: string;
  readonly out: string;
  readonly dead: string;
  readonly group: string;
}

const TOPICS: RelayTopics = { in: 'in', out: 'out', dead: 'dead', group: 'relay' };

/** Carries `in` on to `out`, every seventh record to `dead`, each batch in two steps. `onBatch` sees each batch first. */
export function relay(log: EventLog, topics = TOPICS, onBatch?: (batch: Batch) => void): Promise<Subscription> {
  return log.subscribe({
    topic: topics.in,
    group: topics.group,
    maxRecords: 6,
    handler: async (batch) => {
      onBatch?.(batch);
      const half = Math.ceil(batch.records.length / 2);
      for (const part of [batch.records.slice(0, half), batch.records.slice(half)]) {
        const upTo = (part.at(-1)?.offset ?? -1) + 1;
        if (part.length > 0) await batch.finish({ ...split(part, topics), upTo });
      }
    },
  });
}

const isDead = ({ key }: StoredRecord): boolean => Number(key.split('/').at(-1)) % 7 === 0;

const split = (records: readonly StoredRecord[], { out, dead }: RelayTopics) => ({
  outputs: records.filter((record) => !isDead(record)).map((record) => onTo(out, record)),
  deadLetters: records.filter(isDead).map((record) => onTo(dead, record)),
});

const onTo = (topic: string, { key, value, headers }: StoredRecord) => ({
  topic,
  key,
  partitionKey: key.split('/')[0] ?? key,
  value,
  headers,
});
