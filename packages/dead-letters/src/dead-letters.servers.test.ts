import { randomBytes } from 'node:crypto';
import type { EventLog } from '@presswatch/event-log';
import { openKafkaLog, setUpTopics } from '@presswatch/event-log/kafka';
import type { RecordStore } from '@presswatch/records';
import { openOpenSearchRecords, setUpRecords } from '@presswatch/records/opensearch';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createDeadLetters } from './dead-letters.ts';
import type { DeadLetters } from './port.ts';
import { deadLetterRecord } from './record.ts';

const own = `letters-${randomBytes(4).toString('hex')}`;
const topic = `${own}.raw`;
const dlq = `${topic}.parser.dlq`;
const servers = inject('servers');
const kafka = new Kafka({ brokers: [...servers.brokers], logLevel: logLevel.NOTHING });

let log: EventLog;
let records: RecordStore;
let letters: DeadLetters;
beforeAll(async () => {
  const retention = { kind: 'compacted' } as const;
  const topics = [topic, dlq].map((name) => ({ name, retention }));
  await setUpTopics({ brokers: servers.brokers }, { topics, partitions: 2, replication: 1, minInSync: 1 });
  const connection = { nodes: [servers.opensearch] };
  await setUpRecords(connection, { prefix: own, replicas: 0 });
  log = await openKafkaLog({ connection: { brokers: servers.brokers } });
  records = await openOpenSearchRecords({ connection, prefix: own });
  letters = createDeadLetters({ log, records, topics: [{ topic, group: 'parser' }], now: () => 5 });
});
afterAll(async () => {
  await log.close();
  await records.close();
  const admin = kafka.admin();
  await admin.connect();
  await admin.deleteTopics({ topics: [topic, dlq] });
  await admin.disconnect();
  await fetch(`${servers.opensearch}/${own}-records-1`, { method: 'DELETE' });
});

async function scanned(name: string) {
  const found = [];
  for await (const record of log.scan(name)) found.push(record);
  return found;
}

const bytesOf = (headers: Readonly<Record<string, string | Uint8Array>>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Buffer.from(value as string).toString('hex')]),
  );

describe('dead letters on Kafka', () => {
  it('come back byte for byte: binary, empty and foreign headers, ours among them', async () => {
    const headers = {
      binary: new Uint8Array([0, 255, 128, 10]),
      empty: '',
      unicode: 'é 日本',
      '__connect.errors.topic': 'of somebody else',
    };
    const value = new Uint8Array([0, 1, 2, 254, 255]);
    const key = 'key é/1';
    await log.publish([{ topic, key, partitionKey: key, value, headers }]);
    const [input] = await scanned(topic);
    if (input?.value == null) throw new Error('the record did not arrive');
    const reason = { code: 'empty', message: 'there is no text' };
    const letter = deadLetterRecord({
      input: { ...input, value: input.value },
      group: 'parser',
      stageVersion: '1',
      reason,
      attempts: 3,
      at: 4,
    });
    await log.publish([letter]);
    expect(await letters.show(letter.key)).toMatchObject({ key, attempts: 3, reason, status: 'open', topic, size: 5 });
    expect(await letters.replay(letter.key)).toEqual({ id: letter.key, outcome: 'replayed' });
    const [first, second] = await scanned(topic);
    expect(second?.key).toBe(key);
    expect(Buffer.from(second?.value ?? []).toString('hex')).toBe('000102feff');
    expect(bytesOf(second?.headers ?? {})).toEqual(bytesOf(headers));
    expect(bytesOf(second?.headers ?? {})).toEqual(bytesOf(first?.headers ?? {}));
    expect(second?.partition).toBe(first?.partition);
    expect(await letters.show(letter.key)).toMatchObject({ status: 'replayed', statusAt: 5 });
    expect(await letters.counts()).toEqual([{ stage: 'parser', reason: 'empty', status: 'replayed', count: 1 }]);
    const [kept] = await scanned(dlq);
    expect(Buffer.from((kept?.headers['__connect.errors.connector.name'] ?? '') as string).toString()).toBe('parser');
  });
});
