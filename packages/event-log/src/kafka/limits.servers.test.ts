import { createHash } from 'node:crypto';
import kafkajs, { Kafka, logLevel } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { admin, useKafkaTopics } from '../../test/kafka/topics.ts';
import { after, collect, everything, record, text } from '../contract/ground.ts';
import type { Batch } from '../port.ts';
import { LostRecordsError, openKafkaLog, PublishError, setUpTopics, UnknownTopicError } from './index.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const ground = useKafkaTopics();
/** Kafka deletes only from topics that are not for ever. */
const FOR_A_WEEK = { kind: 'time', ms: 7 * 24 * 60 * 60 * 1000 } as const;

/** Publishes so many records of one release; gives their partition. */
async function fill(topic: string, count: number): Promise<number> {
  const { log } = ground();
  const positions = await log.publish(numbers(count).map((n) => record(topic, 'a', String(n))));
  return positions[0]?.partition ?? 0;
}

async function trim(topic: string, partition: number, offset: number): Promise<void> {
  const client = admin(ground().connection);
  await client.connect();
  await client.fetchTopicOffsets(topic); // kafkajs deletes only where it knows the leaders
  await client.deleteTopicRecords({ topic, partitions: [{ partition, offset: String(offset) }] });
  await client.disconnect();
}

/** An LZ4 frame whose only block is stored as it is. */
function lz4Frame(data: Buffer): Buffer {
  const [size, end] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32LE((data.length | 0x80000000) >>> 0);
  return Buffer.concat([Buffer.from('04224d18604082', 'hex'), size, data, end]);
}

describe('the log on Kafka', { timeout: 60_000 }, () => {
  it('does not pass over records that were trimmed before the group had finished them', async () => {
    const { log, topic } = ground();
    const name = await topic('in', FOR_A_WEEK);
    const partition = await fill(name, 20);
    const first = Promise.withResolvers<Batch>();
    const member = await log.subscribe({
      topic: name,
      group: `${name}-g`,
      maxRecords: 5,
      handler: async (batch) => {
        if (batch.records[0]?.offset === 0) await batch.finish({ outputs: [], deadLetters: [], upTo: 5 });
        else first.resolve(batch);
      },
    });
    await first.promise;
    await member.close();
    await trim(name, partition, 10);
    const refused = log.subscribe({ topic: name, group: `${name}-g`, handler: async () => undefined });
    await expect(refused).rejects.toThrow(LostRecordsError);
    await expect(refused).rejects.toThrow(/5 to 9 .*presswatch replay STAGE/);
    const fresh = await collect(log, { topic: name, group: `${name}-new` });
    await fresh.received(10);
    expect(fresh.records.map(text)).toEqual(numbers(10).map((n) => String(n + 10)));
    expect((await log.lag(name, `${name}-g`)).records).toBe(10);
    expect(await everything(log, name)).toHaveLength(10);
  });

  it('ends a subscription under which records are trimmed', async () => {
    const { log, topic } = ground();
    const name = await topic('in', FOR_A_WEEK);
    const partition = await fill(name, 3);
    const member = await collect(log, { topic: name, group: `${name}-g`, onRecords: ([one]) => trimmed(one?.offset) });
    const trimmed = async (offset = 0): Promise<void> => {
      if (offset > 0) return;
      await fill(name, 30); // not fetched yet: what is in hand was fetched before
      await trim(name, partition, 20);
    };
    await expect(member.subscription.ended).rejects.toThrow(LostRecordsError);
  });

  it('reads zstd, and names a codec that it does not read', async () => {
    const { log, topic, connection } = ground();
    const name = await topic('in');
    const producer = new Kafka({ brokers: [...connection.brokers], logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    const { CompressionTypes, CompressionCodecs } = kafkajs;
    const messages = numbers(5).map((n) => ({ key: `a/${n}`, value: `zstd ${n}`, partition: 0 }));
    await producer.send({ topic: name, compression: CompressionTypes.ZSTD, messages });
    expect((await everything(log, name)).map(text)).toEqual(messages.map(({ value }) => value));
    const unread = CompressionCodecs[CompressionTypes.LZ4];
    CompressionCodecs[CompressionTypes.LZ4] = () => ({
      compress: async ({ buffer }: { buffer: Buffer }) => lz4Frame(buffer),
    });
    await producer.send({ topic: name, compression: CompressionTypes.LZ4, messages });
    CompressionCodecs[CompressionTypes.LZ4] = unread;
    await producer.disconnect();
    const { ended } = await log.subscribe({ topic: name, group: `${name}-g`, handler: async () => undefined });
    await expect(ended).rejects.toThrow(/lz4.*compression\.type/);
  });

  it('says what to do where a topic is missing', async () => {
    const { log } = ground();
    await expect(log.publish([record('log-no-such-topic', 'a', '1')])).rejects.toThrow(UnknownTopicError);
    const subscribing = log.subscribe({ topic: 'log-no-such-topic', group: 'g', handler: async () => undefined });
    await expect(subscribing).rejects.toThrow(/log-no-such-topic: run `presswatch setup`/);
    expect(await log.lag('log-no-such-topic', 'g')).toEqual({ records: 0, oldestAt: null });
  });

  it('tells what Kafka does not take, and finishes nothing', async () => {
    const { log, topic, connection } = ground();
    const [input, small] = [await topic('in'), await topic('small')];
    const client = admin(connection);
    await client.connect();
    const configEntries = [{ name: 'max.message.bytes', value: '1000' }];
    const resource = { type: kafkajs.ConfigResourceTypes.TOPIC, name: small, configEntries };
    await client.alterConfigs({ validateOnly: false, resources: [resource] });
    await client.disconnect();
    await fill(input, 1);
    const noise = numbers(60)
      .map((n) => createHash('sha512').update(String(n)).digest('base64'))
      .join('');
    const { ended } = await log.subscribe({
      topic: input,
      group: `${input}-g`,
      handler: (batch) =>
        batch.finish({ outputs: [record(small, 'a', noise)], deadLetters: [], upTo: after(batch.records) }),
    });
    await expect(ended).rejects.toThrow(PublishError);
    expect((await log.lag(input, `${input}-g`)).records).toBe(1);
  });

  it('says where Kafka should be when nobody answers', async () => {
    await expect(openKafkaLog({ connection: { brokers: ['127.0.0.1:9'] } })).rejects.toThrow(
      /127\.0\.0\.1:9 cannot be reached/,
    );
  });
});

describe('setUpTopics', { timeout: 60_000 }, () => {
  const wantedOf = (name: string) => ({
    topics: [
      { name, retention: { kind: 'compacted' } as const },
      { name: `${name}.week`, retention: FOR_A_WEEK },
    ],
    partitions: 12,
    replication: 1,
    minInSync: 1,
  });

  it('makes what is missing, once, and changes nothing', async () => {
    const { topic, connection } = ground();
    const [name] = await Promise.all([topic('a')]);
    const [there, made] = await setUpTopics(connection, wantedOf(name));
    expect([there?.state, made?.state]).toEqual(['there', 'made']);
    expect((await setUpTopics(connection, wantedOf(name))).map(({ state }) => state)).toEqual(['there', 'there']);
    const other = { ...wantedOf(name), partitions: 24, minInSync: 2 };
    const [differs] = await setUpTopics(connection, other);
    expect(differs?.state).toBe('differs');
    expect(differs?.detail).toBe('partitions is 12 and should be 24; min.insync.replicas is 1 and should be 2');
    expect(differs?.remedy).toContain("--add-config 'min.insync.replicas=[2]'");
    expect((await setUpTopics(connection, wantedOf(name))).map(({ state }) => state)).toEqual(['there', 'there']);
    const client = admin(connection);
    await client.connect();
    await client.deleteTopics({ topics: [`${name}.week`] });
    await client.disconnect();
  });

  it('only looks when asked to', async () => {
    const { topic, connection } = ground();
    const name = await topic('a');
    const lines = await setUpTopics(connection, { ...wantedOf(name), check: true });
    expect(lines.map(({ state, remedy }) => [state, remedy])).toEqual([
      ['there', undefined],
      ['missing', 'run `presswatch setup`'],
    ]);
  });
});
