import { expect, it } from 'vitest';
import { aborted, after, collect, createWaiting, type Ground, record, text } from './ground.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** What is handed out, to whom, in which order, how much at once. */
export function delivery(ground: () => Ground): void {
  it('keeps the records of one release in order while many publish and read at once', async () => {
    const { log, topic } = ground();
    const releases = numbers(15).map((n) => `release-${n}`);
    const early = releases.flatMap((release) =>
      numbers(10).map((n) => log.publish([record(topic, release, String(n))])),
    );
    const inbox = await collect(log, { topic, group: `${topic}-g`, maxRecords: 7 });
    const late = releases.flatMap((release) =>
      numbers(10).map((n) => log.publish([record(topic, release, String(n + 10))])),
    );
    await Promise.all([...early, ...late]);
    await inbox.received(releases.length * 20);
    for (const release of releases) {
      const seen = inbox.records.filter(({ key }) => key.startsWith(`${release}/`)).map(text);
      expect(seen).toEqual(numbers(20).map(String));
    }
  });

  it('gives every group everything, a new group from the beginning', async () => {
    const { log, topic } = ground();
    const all = numbers(30).map((n) => record(topic, `r${n}`, String(n)));
    const first = await collect(log, { topic, group: `${topic}-first` });
    await log.publish(all);
    await first.received(30);
    const second = await collect(log, { topic, group: `${topic}-second` });
    await second.received(30);
    const sorted = (records: typeof first.records) => records.map(text).toSorted();
    expect(sorted(first.records)).toEqual(all.map((_, n) => String(n)).toSorted());
    expect(sorted(second.records)).toEqual(sorted(first.records));
  });

  it('hands out what another log on the same storage published', async () => {
    const { log, topic, harness } = ground();
    const inbox = await collect(log, { topic, group: `${topic}-g` });
    const other = await harness.open();
    await other.publish([record(topic, 'a', 'from outside')]);
    await inbox.received(1);
    expect(inbox.records.map(text)).toEqual(['from outside']);
    await other.close();
  });

  it('goes on after a restart where the group had finished', async () => {
    const { log, topic, harness } = ground();
    const group = `${topic}-g`;
    const before = await collect(log, { topic, group });
    await log.publish(numbers(20).map((n) => record(topic, `r${n}`, `old ${n}`)));
    await before.received(20);
    await log.close();
    const again = await harness.open();
    await again.publish(numbers(20).map((n) => record(topic, `r${n}`, `new ${n}`)));
    const inbox = await collect(again, { topic, group });
    await inbox.received(20);
    expect(inbox.records.map(text).filter((content) => content.startsWith('old'))).toEqual([]);
    await again.close();
  });

  it('hands out again, after a restart, what a handler left unfinished', async () => {
    const { log, topic, harness } = ground();
    const group = `${topic}-g`;
    await log.publish(numbers(5).map((n) => record(topic, 'a', String(n))));
    const halfway = Promise.withResolvers<void>();
    const { ended } = await log.subscribe({
      topic,
      group,
      handler: async (batch) => {
        await batch.finish({ outputs: [], deadLetters: [], upTo: after(batch.records.slice(0, 2)) });
        halfway.resolve();
        await aborted(batch.signal);
      },
    });
    await halfway.promise;
    await log.close();
    await ended;
    const again = await harness.open();
    const inbox = await collect(again, { topic, group });
    await inbox.received(3);
    expect(inbox.records.map(text)).toEqual(['2', '3', '4']);
    await again.close();
  });

  it('hands out again what a handler returned without finishing', async () => {
    const { log, topic } = ground();
    const tries: string[][] = [];
    const third = Promise.withResolvers<void>();
    await log.publish(numbers(3).map((n) => record(topic, 'a', String(n))));
    const { ended } = await log.subscribe({
      topic,
      group: `${topic}-g`,
      handler: async (batch) => {
        tries.push(batch.records.map(text));
        if (tries.length === 1) return;
        await batch.finish({ outputs: [], deadLetters: [], upTo: after(batch.records.slice(0, 1)) });
        if (tries.length === 4) third.resolve();
      },
    });
    await third.promise;
    expect(tries).toEqual([['0', '1', '2'], ['0', '1', '2'], ['1', '2'], ['2']]);
    await log.close();
    await ended;
  });

  it('passes tombstones through', async () => {
    const { log, topic } = ground();
    const inbox = await collect(log, { topic, group: `${topic}-g` });
    await log.publish([record(topic, 'a', 'body', 'k'), record(topic, 'a', null, 'k')]);
    await inbox.received(2);
    expect(inbox.records.map(({ key, value }) => [key, value === null])).toEqual([
      ['a/k', false],
      ['a/k', true],
    ]);
  });

  it('keeps batches within maxRecords', async () => {
    const { log, topic } = ground();
    const sizes: number[] = [];
    await log.publish(numbers(50).map((n) => record(topic, 'a', String(n))));
    const onRecords = (records: readonly unknown[]) => sizes.push(records.length);
    const inbox = await collect(log, { topic, group: `${topic}-g`, maxRecords: 8, onRecords });
    await inbox.received(50);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(8);
  });

  it('never has more bytes in flight than the group allows; a larger record goes alone', async () => {
    const { log, topic } = ground();
    const limit = 4000;
    const sizes = numbers(60).map((n) => (n % 20 === 7 ? 10_000 : 700));
    await log.publish(sizes.map((size, n) => record(topic, `r${n}`, 'x'.repeat(size), String(n))));
    let inFlight = 0;
    let batches = 0;
    let handled = 0;
    const excess: string[] = [];
    const waiting = createWaiting(() => handled);
    const clock = await collect(log, { topic, group: `${topic}-clock` });
    const handler: Parameters<typeof log.subscribe>[0]['handler'] = async (batch) => {
      const size = batch.records.reduce((sum, { value }) => sum + (value?.length ?? 0), 0);
      inFlight += size;
      batches++;
      if (inFlight > limit && batches > 1) excess.push(`${inFlight} bytes in ${batches} batches`);
      if (inFlight > limit && batch.records.length > 1) excess.push(`a batch of ${batch.records.length}`);
      await clock.received(sizes.length); // another group has read it all: there was time to hand out too much
      await batch.finish({ outputs: [], deadLetters: [], upTo: after(batch.records) });
      inFlight -= size;
      batches--;
      handled += batch.records.length;
      waiting.look();
    };
    await log.subscribe({ topic, group: `${topic}-g`, maxBytes: 2000, maxInFlightBytes: limit, handler });
    await waiting.atLeast(sizes.length);
    expect(excess).toEqual([]);
  });

  it('says how far a group lags', async () => {
    const { log, topic } = ground();
    const group = `${topic}-g`;
    expect(await log.lag(topic, group)).toEqual({ records: 0, oldestAt: null });
    const before = Date.now();
    await log.publish(numbers(25).map((n) => record(topic, `r${n}`, String(n))));
    const lag = await log.lag(topic, group);
    expect(lag.records).toBe(25);
    expect(lag.oldestAt).toBeGreaterThanOrEqual(before - 1000);
    const inbox = await collect(log, { topic, group });
    await inbox.received(25);
    expect(await log.lag(topic, group)).toEqual({ records: 0, oldestAt: null });
    await inbox.subscription.close();
    await log.publish([record(topic, 'r1', 'more')]);
    expect((await log.lag(topic, group)).records).toBe(1);
    expect((await log.lag(topic, `${topic}-other`)).records).toBe(26);
  });
}
