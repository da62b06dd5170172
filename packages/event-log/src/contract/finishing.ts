import { expect, it } from 'vitest';
import { type Batch, RecordTooLargeError } from '../port.ts';
import { aborted, after, collect, everything, type Ground, record, text } from './ground.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Subscribes, hands the first batch over and keeps it open until `release`. */
async function holdFirst({ log, topic }: Ground, group = `${topic}-g`) {
  const first = Promise.withResolvers<Batch>();
  const release = Promise.withResolvers<void>();
  const subscription = await log.subscribe({
    topic,
    group,
    handler: async (batch) => {
      first.resolve(batch);
      await Promise.race([release.promise, aborted(batch.signal)]);
    },
  });
  return { batch: await first.promise, release: release.resolve, subscription };
}

/** What `finish` does and what it does not. */
export function finishing(ground: () => Ground): void {
  it('publishes outputs and dead letters with the finish', async () => {
    const { log, topic, harness } = ground();
    const [out, dead] = [await harness.topic('out'), await harness.topic('dead')];
    await log.publish([record(topic, 'a', '1'), record(topic, 'a', '2')]);
    const { batch, subscription } = await holdFirst(ground());
    await batch.finish({
      outputs: [record(out, 'a', '1!')],
      deadLetters: [record(dead, 'a', '2?')],
      upTo: after(batch.records),
    });
    expect((await everything(log, out)).map(text)).toEqual(['1!']);
    expect((await everything(log, dead)).map(text)).toEqual(['2?']);
    expect((await log.lag(topic, `${topic}-g`)).records).toBe(0);
    await subscription.close();
  });

  it('finishes a batch in several steps, never backwards, never beyond it', async () => {
    const { log, topic, harness } = ground();
    const out = await harness.topic('out');
    await log.publish(numbers(4).map((n) => record(topic, 'a', String(n))));
    const { batch, subscription } = await holdFirst(ground());
    const upTo = (count: number) => after(batch.records.slice(0, count));
    const step = (count: number, outputs: string[]) =>
      batch.finish({
        outputs: outputs.map((content) => record(out, 'a', content)),
        deadLetters: [],
        upTo: upTo(count),
      });
    await step(1, ['0']);
    await Promise.all([step(2, ['1']), step(2, ['1b']), step(3, ['2'])]);
    await expect(step(1, ['back'])).rejects.toThrow(RangeError);
    const beyond = { outputs: [record(out, 'a', 'beyond')], deadLetters: [], upTo: upTo(4) + 1 };
    await expect(batch.finish(beyond)).rejects.toThrow(RangeError);
    expect((await everything(log, out)).map(text)).toEqual(['0', '1', '1b', '2']);
    expect((await log.lag(topic, `${topic}-g`)).records).toBe(1);
    await subscription.close();
  });

  it('moves nothing and publishes nothing when one output is too large; other finishes go through', async () => {
    const { log, topic, harness, capabilities } = ground();
    const out = await harness.topic('out');
    const releases = numbers(40).map((n) => `r${n}`);
    const positions = await log.publish(releases.map((release) => record(topic, release, '1')));
    const bad = positions[0]?.partition;
    const refused: unknown[] = [];
    const gate = Promise.withResolvers<void>();
    const partitions = new Set(positions.map(({ partition }) => partition)).size;
    let open = 0;
    const subscription = await log.subscribe({
      topic,
      group: `${topic}-g`,
      handler: async (batch) => {
        if (++open === partitions) gate.resolve();
        await gate.promise; // so that the finishes of all partitions come together
        const outputs = batch.records.map(({ key }) => record(out, key, key));
        const large = { ...record(out, 'big', 'x'), value: new Uint8Array(capabilities.maxRecordBytes + 1) };
        const all = batch.partition === bad ? [...outputs, large] : outputs;
        await batch.finish({ outputs: all, deadLetters: [], upTo: after(batch.records) }).catch((error: unknown) => {
          refused.push(error);
          return aborted(batch.signal);
        });
      },
    });
    const expected = positions.filter(({ partition }) => partition !== bad).length;
    const outInbox = await collect(log, { topic: out, group: `${out}-g` });
    await outInbox.received(expected);
    await subscription.close();
    expect(refused.map((error) => error instanceof RecordTooLargeError)).toEqual([true]);
    expect(await everything(log, out)).toHaveLength(expected);
    expect((await log.lag(topic, `${topic}-g`)).records).toBe(positions.length - expected);
  });

  it('publishes no output when the offset cannot be written', async ({ skip }) => {
    const { log, topic, harness, capabilities } = ground();
    skip(!capabilities.atomicFinish, 'at least once: outputs may come twice');
    const [out, dead] = [await harness.topic('out'), await harness.topic('dead')];
    await log.publish([record(topic, 'a', '1')]);
    const { batch, subscription } = await holdFirst(ground());
    const work = {
      outputs: [record(out, 'a', '1!')],
      deadLetters: [record(dead, 'a', '1?')],
      upTo: after(batch.records),
    };
    const mend = (await harness.breakOffsets?.()) ?? expect.fail('the harness cannot break offsets');
    await expect(batch.finish(work)).rejects.toThrow();
    expect(await everything(log, out)).toEqual([]);
    expect(await everything(log, dead)).toEqual([]);
    expect((await log.lag(topic, `${topic}-g`)).records).toBe(1);
    await mend();
    await batch.finish(work);
    expect((await everything(log, out)).map(text)).toEqual(['1!']);
    expect((await everything(log, dead)).map(text)).toEqual(['1?']);
    await subscription.close();
  });

  it('lets no finish overtake one before it that failed', async ({ skip }) => {
    const { log, topic, harness, capabilities } = ground();
    skip(!capabilities.atomicFinish, 'needs a way to fail a finish');
    const out = await harness.topic('out');
    await log.publish([record(topic, 'a', '1'), record(topic, 'a', '2')]);
    const { batch, subscription } = await holdFirst(ground());
    // A value of the wrong type passes the size check and fails in the adapter.
    const broken = { ...record(out, 'a', '1!'), value: { length: 3 } as unknown as Uint8Array };
    const upTo = (count: number) => after(batch.records.slice(0, count));
    const results = await Promise.allSettled([
      batch.finish({ outputs: [broken], deadLetters: [], upTo: upTo(1) }),
      batch.finish({ outputs: [record(out, 'a', '2!')], deadLetters: [], upTo: upTo(2) }),
      log.publish([record(out, 'b', 'bystander')]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect((await everything(log, out)).map(text)).toEqual(['bystander']);
    expect((await log.lag(topic, `${topic}-g`)).records).toBe(2);
    await batch.finish({ outputs: [record(out, 'a', 'all!')], deadLetters: [], upTo: upTo(2) });
    expect((await log.lag(topic, `${topic}-g`)).records).toBe(0);
    await subscription.close();
  });
}
