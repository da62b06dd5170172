import type { EventLog, StoredRecord, Subscription } from '../src/index.ts';

/** Carries `in` on to `out`, every seventh record to `dead`, each batch in two steps. */
export function relay(log: EventLog): Promise<Subscription> {
  return log.subscribe({
    topic: 'in',
    group: 'relay',
    maxRecords: 6,
    handler: async (batch) => {
      const half = Math.ceil(batch.records.length / 2);
      for (const part of [batch.records.slice(0, half), batch.records.slice(half)]) {
        const upTo = (part.at(-1)?.offset ?? -1) + 1;
        if (part.length > 0) await batch.finish({ ...split(part), upTo });
      }
    },
  });
}

const isDead = ({ key }: StoredRecord): boolean => Number(key) % 7 === 0;

const split = (records: readonly StoredRecord[]) => ({
  outputs: records.filter((record) => !isDead(record)).map((record) => onTo('out', record)),
  deadLetters: records.filter(isDead).map((record) => onTo('dead', record)),
});

const onTo = (topic: string, { key, value, headers }: StoredRecord) => ({
  topic,
  key,
  partitionKey: key,
  value,
  headers,
});
