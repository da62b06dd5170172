import type { Kafka, ProducerBatch, RecordMetadata } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import type { Outgoing } from './message.ts';
import { createPublisher, PublishError } from './publisher.ts';

/** What kafkajs throws. */
const refusal = (type: string, retriable: boolean) => Object.assign(new Error(type), { type, retriable });

/** A client whose log is a list by partition; `failures` are thrown before, or after, a send is written. */
function fakeKafka() {
  const written = new Map<number, string[]>();
  const sizes: number[] = [];
  const failures: { readonly error: Error; readonly written: boolean }[] = [];
  let sending = 0;
  let together = 0;
  const made = { producers: 0 };
  const sendBatch = async ({ topicMessages = [] }: ProducerBatch): Promise<RecordMetadata[]> => {
    together = Math.max(together, ++sending);
    await new Promise((resolve) => setImmediate(resolve));
    sending--;
    const failure = failures.shift();
    if (failure && !failure.written) throw failure.error;
    const bases = new Map<number, number>();
    const messages = topicMessages.flatMap((each) => each.messages);
    sizes.push(messages.length);
    for (const { partition = 0, key } of messages) {
      const list = written.get(partition) ?? [];
      if (!bases.has(partition)) bases.set(partition, list.length);
      written.set(partition, [...list, String(key)]);
    }
    if (failure) throw failure.error;
    return [...bases].map(([partition, base]) => ({
      topicName: 't',
      partition,
      errorCode: 0,
      baseOffset: String(base),
    }));
  };
  const producer = () => {
    made.producers++;
    return { connect: async () => undefined, disconnect: async () => undefined, sendBatch };
  };
  return { client: { producer } as unknown as Kafka, written, sizes, failures, made, together: () => together };
}

const outgoing = (key: string, partition: number, bytes = 10): Outgoing => ({
  topic: 't',
  partition,
  bytes,
  message: { key, value: 'x', partition },
});

describe('createPublisher', () => {
  it('sends lanes at once while they are small, and large records one at a time', async () => {
    const small = fakeKafka();
    await createPublisher(() => small.client).publish([0, 1, 2].map((lane) => outgoing('k', lane)));
    expect(small.together()).toBe(3);
    const large = fakeKafka();
    await createPublisher(() => large.client).publish([0, 1, 2].map((lane) => outgoing('k', lane, 5 << 20)));
    expect(large.together()).toBe(1);
    expect(large.sizes).toEqual([1, 1, 1]);
  });

  it('puts what comes together into few sends, in order, and says where each record lies', async () => {
    const fake = fakeKafka();
    const publisher = createPublisher(() => fake.client);
    const keys = Array.from({ length: 1000 }, (_, n) => String(n));
    const positions = await Promise.all(keys.map((key) => publisher.publish([outgoing(key, 3)])));
    expect(fake.written.get(3)).toEqual(keys);
    expect(positions.flat().map(({ offset }) => offset)).toEqual(keys.map(Number));
    expect(fake.sizes.length).toBeLessThan(10);
    await publisher.close();
  });

  it('bounds a send by its bytes; a larger record goes alone', async () => {
    const fake = fakeKafka();
    const publisher = createPublisher(() => fake.client);
    await Promise.all(
      [700_000, 700_000, 5_000_000, 10, 10].map((bytes, n) => publisher.publish([outgoing(String(n), 0, bytes)])),
    );
    expect(fake.sizes).toEqual([1, 1, 1, 2]);
    await publisher.close();
  });

  it('tries again what passes, and lets nothing of the partition overtake it', async () => {
    const fake = fakeKafka();
    fake.failures.push({ error: refusal('NOT_LEADER_FOR_PARTITION', true), written: false });
    const publisher = createPublisher(() => fake.client);
    const first = publisher.publish([outgoing('1', 0)]);
    await new Promise((resolve) => setTimeout(resolve, 20)); // the first is under way, or waits for its second try
    await Promise.all([first, publisher.publish([outgoing('2', 0)])]);
    expect(fake.written.get(0)).toEqual(['1', '2']);
    expect([fake.made.producers, fake.together()]).toEqual([1, 1]);
    await publisher.close();
  });

  it('takes a new producer when Kafka lost count of the old one', async () => {
    const fake = fakeKafka();
    fake.failures.push({ error: refusal('OUT_OF_ORDER_SEQUENCE_NUMBER', false), written: false });
    fake.failures.push({ error: refusal('UNKNOWN_PRODUCER_ID', false), written: false });
    const publisher = createPublisher(() => fake.client);
    await publisher.publish([outgoing('1', 0)]);
    expect(fake.made.producers).toBe(3);
    await publisher.close();
  });

  it('fails what waits behind a send that failed for good, but no other lane, and goes on afterwards', async () => {
    const fake = fakeKafka();
    fake.failures.push({ error: refusal('TOPIC_AUTHORIZATION_FAILED', false), written: false });
    const publisher = createPublisher(() => fake.client);
    const first = publisher.publish([outgoing('1', 0)]);
    await new Promise((resolve) => setImmediate(resolve));
    const results = await Promise.allSettled([
      first,
      publisher.publish([outgoing('2', 0)]),
      publisher.publish([outgoing('3', 1)]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect((results[0] as PromiseRejectedResult).reason).toBeInstanceOf(PublishError);
    await publisher.publish([outgoing('4', 0)]);
    expect([fake.written.get(0), fake.written.get(1)]).toEqual([['4'], ['3']]);
    await publisher.close();
  });
});
