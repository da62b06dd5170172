import { expect, it } from 'vitest';
import { formatPosition, type Position, RecordTooLargeError } from '../port.ts';
import { everything, type Ground, record, text } from './ground.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** publish, readAt and scan. */
export function publishing(ground: () => Ground): void {
  it('gives positions in the order of the records, one partition a release, growing', async () => {
    const { log, topic } = ground();
    const first = await log.publish([record(topic, 'a', 'a1'), record(topic, 'b', 'b1'), record(topic, 'a', 'a2')]);
    const second = await log.publish([record(topic, 'a', 'a3')]);
    const ofA = [first[0], first[2], second[0]];
    expect(new Set(ofA.map((position) => position?.partition)).size).toBe(1);
    expect(ofA.map((position) => position?.offset)).toEqual(
      ofA.map((position) => position?.offset).toSorted((x, y) => Number(x) - Number(y)),
    );
    const read = await Promise.all(
      [...first, ...second].map((position, index) =>
        log.readAt(position, ['a/a1', 'b/b1', 'a/a2', 'a/a3'][index] ?? ''),
      ),
    );
    expect(read.map((found) => found && text(found))).toEqual(['a1', 'b1', 'a2', 'a3']);
  });

  it('spreads releases over partitions', async () => {
    const { log, topic } = ground();
    const positions = await log.publish(numbers(60).map((n) => record(topic, `release-${n}`, 'x')));
    expect(new Set(positions.map(({ partition }) => partition)).size).toBeGreaterThan(1);
  });

  it('publishes nothing when there is nothing', async () => {
    expect(await ground().log.publish([])).toEqual([]);
  });

  it('gives back key, bytes, headers and time as they were', async () => {
    const { log, topic } = ground();
    const allBytes = Uint8Array.from(numbers(256));
    const headers = {
      plain: 'tëxt “日本” \u0000',
      binary: allBytes,
      empty: '',
      none: new Uint8Array(0),
      'content-type': 'a',
    };
    const before = Date.now();
    const key = 'ключ/日本 1';
    const [position] = await log.publish([{ topic, key, partitionKey: 'ключ', value: allBytes, headers }]);
    if (!position) throw new Error('no position');
    const found = await log.readAt(position, key);
    expect(found).toMatchObject({ ...position, key });
    expect(Uint8Array.from(found?.value ?? [])).toEqual(allBytes);
    expect(Object.fromEntries(Object.entries(found?.headers ?? {}).map(([n, v]) => [n, [...v]]))).toEqual(
      Object.fromEntries(Object.entries(headers).map(([n, v]) => [n, [...v]])),
    );
    expect(found?.headers.plain).toBe(headers.plain);
    expect(found?.headers.binary).toBeInstanceOf(Uint8Array);
    expect(found?.publishedAt).toBeGreaterThanOrEqual(before - 1000);
    expect(found?.publishedAt).toBeLessThanOrEqual(Date.now() + 1000);
  });

  it('tells an empty value from a tombstone', async () => {
    const { log, topic } = ground();
    const [empty, tombstone] = await log.publish([record(topic, 'a', '', 'k'), record(topic, 'a', null, 'gone')]);
    if (!empty || !tombstone) throw new Error('no positions');
    expect((await log.readAt(empty, 'a/k'))?.value).toHaveLength(0);
    expect(await log.readAt(tombstone, 'a/gone')).toBeNull();
    expect((await everything(log, topic)).map(({ value }) => value?.length ?? null)).toEqual([0, null]);
  });

  it('reads null at a position of another key, and where nothing is', async () => {
    const { log, topic } = ground();
    const [position] = await log.publish([record(topic, 'a', '1')]);
    if (!position) throw new Error('no position');
    expect(await log.readAt(position, 'a/2')).toBeNull();
    expect(await log.readAt({ ...position, offset: position.offset + 1000 }, 'a/1')).toBeNull();
    expect(await log.readAt({ ...position, topic: `${topic}.unknown` }, 'a/1')).toBeNull();
  });

  it('scans a topic as of the call, partition by partition, in the order of offsets', async () => {
    const { log, topic } = ground();
    const ofRelease = (n: number) => numbers(20).map((m) => record(topic, `r${n}`, `${n}:${m}`));
    await log.publish(numbers(50).flatMap(ofRelease));
    const scan = log.scan(topic);
    await log.publish([record(topic, 'r1', 'later')]);
    const found: string[] = [];
    const order: number[] = [];
    for await (const each of scan) {
      found.push(text(each));
      order.push(each.partition * 2 ** 40 + each.offset);
    }
    expect(found.toSorted()).toEqual(
      numbers(50)
        .flatMap((n) => numbers(20).map((m) => `${n}:${m}`))
        .toSorted(),
    );
    expect(order).toEqual(order.toSorted((x, y) => x - y));
    expect(await everything(log, `${topic}.unknown`)).toEqual([]);
  });

  it('scans from given offsets; partitions that are not named from their beginning', async () => {
    const { log, topic } = ground();
    const positions = await log.publish(numbers(60).map((n) => record(topic, `r${n % 20}`, String(n))));
    const [one, another] = [...new Set(positions.map(({ partition }) => partition))];
    if (one === undefined || another === undefined) throw new Error('one partition only');
    const ofOne = positions.filter(({ partition }) => partition === one);
    const ofAnother = positions.filter(({ partition }) => partition === another);
    const from = new Map([
      [one, ofOne[1]?.offset ?? expect.fail('too few records')],
      [another, (ofAnother.at(-1)?.offset ?? 0) + 1000],
    ]);
    const found: Position[] = [];
    for await (const { partition, offset } of log.scan(topic, { from })) found.push({ topic, partition, offset });
    const wanted = positions.filter((each) => each !== ofOne[0] && each.partition !== another);
    const sorted = (all: readonly Position[]) => all.map(formatPosition).toSorted();
    expect(sorted(found)).toEqual(sorted(wanted));
  });

  it('scans what was published since a time', async () => {
    const { log, topic } = ground();
    await log.publish(numbers(30).map((n) => record(topic, `r${n}`, `old ${n}`)));
    const times = (await everything(log, topic)).map(({ publishedAt }) => publishedAt);
    const newest = Math.max(...times);
    while (Date.now() <= newest) await new Promise((resolve) => setTimeout(resolve, 1)); // the clock’s next tick
    await log.publish(numbers(10).map((n) => record(topic, `r${n}`, `new ${n}`)));
    const since = async (publishedSince: number): Promise<string[]> => {
      const found: string[] = [];
      for await (const each of log.scan(topic, { publishedSince })) found.push(text(each));
      return found.toSorted();
    };
    expect(await since(newest + 1)).toEqual(numbers(10).map((n) => `new ${n}`));
    expect(await since(Math.min(...times))).toHaveLength(40);
    expect(await since(Date.now() + 60_000)).toEqual([]);
  });

  it('ends a scan that nobody wants any more', async () => {
    const { log, topic } = ground();
    await log.publish(numbers(50).map((n) => record(topic, `r${n}`, String(n))));
    const found: string[] = [];
    for await (const each of log.scan(topic)) {
      found.push(text(each));
      if (found.length === 3) break;
    }
    expect(found).toHaveLength(3);
  });

  it('refuses a record over the size limit, by name, and its neighbours go through', async () => {
    const { log, topic, capabilities } = ground();
    const large = { ...record(topic, 'big', 'x'), value: new Uint8Array(capabilities.maxRecordBytes + 1) };
    const fits = { ...record(topic, 'full', 'x'), value: new Uint8Array(capabilities.maxRecordBytes - 8192) };
    const results = await Promise.allSettled([
      log.publish([record(topic, 'a', '1')]),
      log.publish([record(topic, 'b', 'never'), large]),
      log.publish([fits]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const error = (results[1] as PromiseRejectedResult).reason;
    expect(error).toBeInstanceOf(RecordTooLargeError);
    expect(error.message).toContain('big/x');
    expect(error.message).toContain(String(capabilities.maxRecordBytes));
    expect((await everything(log, topic)).map(({ key }) => key).toSorted()).toEqual(['a/1', 'full/x']);
  });

  it('keeps what was published over a restart', async () => {
    const { log, topic, harness } = ground();
    const [position] = await log.publish([record(topic, 'a', '1')]);
    await log.close();
    const again = await harness.open();
    expect(position && text((await again.readAt(position, 'a/1')) ?? expect.fail('lost'))).toBe('1');
    await again.close();
  });

  it('forgets what a tombstone or a newer record of the key made obsolete', async ({ skip }) => {
    const { log, topic, harness, capabilities } = ground();
    skip(!capabilities.compactsOnDemand, 'the adapter compacts when it likes');
    const [erased, , old] = await log.publish([
      record(topic, 'a', 'secret', 'k1'),
      record(topic, 'a', 'other', 'k2'),
      record(topic, 'b', 'first', 'k'),
    ]);
    await log.publish([record(topic, 'b', 'second', 'k'), record(topic, 'a', null, 'k1')]);
    await harness.compact?.(log);
    expect(erased && (await log.readAt(erased, 'a/k1'))).toBeNull();
    expect(old && (await log.readAt(old, 'b/k'))).toBeNull();
    const left = (await everything(log, topic)).map((each) => `${each.key}=${text(each)}`);
    expect(left.toSorted()).toEqual(['a/k1=(tombstone)', 'a/k2=other', 'b/k=second']);
  });

  it('is closed once, and says so afterwards', async () => {
    const { log, topic } = ground();
    await Promise.all([log.close(), log.close()]);
    await expect(log.publish([record(topic, 'a', '1')])).rejects.toThrow(/closed/);
    await expect(log.lag(topic, 'g')).rejects.toThrow(/closed/);
  });
}
