import { join } from 'node:path';
import { openSqliteLog } from '@presswatch/event-log/sqlite';
import { openSqliteRecords } from '@presswatch/records/sqlite';
import { tempFolder } from '@presswatch/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeadLetters } from './dead-letters.ts';
import { DeadLetterCursorError, type DeadLetters } from './port.ts';
import { type DeadInput, deadLetterRecord } from './record.ts';

const TOPICS = [
  { topic: 'releases.raw', group: 'parser' },
  { topic: 'releases.parsed', group: 'enricher' },
];
const AT = Date.UTC(2024, 5, 28);
const encoder = new TextEncoder();

const openWorld = async () => {
  const folder = await tempFolder();
  const log = openSqliteLog({ path: join(folder.path, 'log.db'), retention: undefined });
  const records = openSqliteRecords({ path: join(folder.path, 'records.db') });
  const letters = createDeadLetters({ log, records, topics: TOPICS, now: () => AT + 5 });
  return { folder, log, records, letters };
};

let world: Awaited<ReturnType<typeof openWorld>>;
let letters: DeadLetters;
beforeEach(async () => {
  world = await openWorld();
  letters = world.letters;
});
afterEach(async () => {
  await world.log.close();
  await world.records.close();
  await world.folder.remove();
});

/** Publishes a record and gives it up, as a runner would. */
async function fail(name: string, code = 'empty', { topic, group } = TOPICS[0] ?? { topic: '', group: '' }) {
  const record = { topic, key: name, partitionKey: name, value: encoder.encode(name), headers: { ce_id: name } };
  const [position] = await world.log.publish([record]);
  if (position === undefined) throw new Error('not published');
  const input: DeadInput = { ...position, key: name, value: record.value, headers: record.headers };
  const letter = deadLetterRecord({
    input,
    group,
    stageVersion: '1',
    reason: { code, message: `${name} is ${code}` },
    attempts: 1,
    at: AT,
  });
  await world.log.publish([letter]);
  return letter;
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('createDeadLetters', () => {
  it('lists what was given up, with its reason and as open', async () => {
    const { key } = await fail('a');
    const { items, cursor } = await letters.list();
    expect(cursor).toBeUndefined();
    expect(items).toMatchObject([
      { id: key, group: 'parser', status: 'open', key: 'a', reason: { code: 'empty', message: 'a is empty' }, size: 1 },
    ]);
  });

  it('filters by stage, reason and status', async () => {
    await fail('a');
    await fail('b', 'binary');
    const { key } = await fail('c', 'no-title', TOPICS[1]);
    await letters.discard(key, 'no use');
    const keys = async (filter: Parameters<DeadLetters['list']>[0]) =>
      (await letters.list(filter)).items.map((letter) => letter.key).sort();
    expect(await keys({ stage: 'enricher' })).toEqual(['c']);
    expect(await keys({ reason: 'binary' })).toEqual(['b']);
    expect(await keys({ status: 'open' })).toEqual(['a', 'b']);
    expect(await keys({ status: 'discarded' })).toEqual(['c']);
    expect(await keys({ stage: 'nobody' })).toEqual([]);
  });

  it('pages through stages and partitions, missing and repeating nothing while more come', async () => {
    const names = Array.from({ length: 23 }, (_, index) => `r${index}`);
    for (const name of names) await fail(name, 'empty', TOPICS[Number(name.slice(1)) % 2]);
    const seen: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await letters.list({ limit: 5, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map((letter) => letter.key));
      cursor = page.cursor;
      if (++pages === 2) await fail('late', 'empty', TOPICS[1]);
    } while (cursor !== undefined);
    expect(seen.filter((key) => key !== 'late').sort()).toEqual(names.toSorted());
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('refuses a cursor that is none', async () => {
    await expect(letters.list({ cursor: 'bogus' })).rejects.toThrow(DeadLetterCursorError);
    const foreign = Buffer.from('1 other.topic 0 0').toString('base64url');
    await expect(letters.list({ cursor: foreign })).rejects.toThrow(DeadLetterCursorError);
  });

  it('replays byte for byte to where the record came from, and marks it', async () => {
    const { key } = await fail('a');
    expect(await letters.replay(key)).toEqual({ id: key, outcome: 'replayed' });
    const records = await all(world.log.scan('releases.raw'));
    expect(records).toHaveLength(2);
    const [first, second] = records;
    expect(second).toMatchObject({
      key: 'a',
      value: first?.value,
      headers: first?.headers,
      partition: first?.partition,
    });
    expect(await letters.show(key)).toMatchObject({ status: 'replayed', statusAt: AT + 5 });
    expect(await letters.replay(key)).toEqual({ id: key, outcome: 'already', status: 'replayed' });
    expect(await all(world.log.scan('releases.raw'))).toHaveLength(2);
  });

  it('takes a replayed record that fails again for a new dead letter', async () => {
    const { key } = await fail('a');
    await letters.replay(key);
    const replayed = (await all(world.log.scan('releases.raw'))).at(-1);
    const { value } = replayed ?? {};
    if (!replayed || !value) throw new Error('nothing was replayed');
    const report = { group: 'parser', stageVersion: '2', reason: { code: 'empty', message: 'm' }, attempts: 1, at: AT };
    await world.log.publish([deadLetterRecord({ ...report, input: { ...replayed, value } })]);
    expect((await letters.list({ status: 'open' })).items).toHaveLength(1);
    expect((await letters.list({ status: 'replayed' })).items).toHaveLength(1);
  });

  it('replays and discards all that fit, and only the open ones', async () => {
    for (let index = 0; index < 130; index++) await fail(`a${index}`, index % 2 === 0 ? 'threw' : 'empty');
    const replayed = await all(letters.replayAll({ reason: 'threw' }));
    expect(replayed).toHaveLength(65);
    expect(await all(letters.replayAll({ reason: 'threw' }))).toEqual([]);
    expect(await all(letters.discardAll('known', {}))).toHaveLength(65);
    expect(await letters.counts()).toEqual([
      { stage: 'parser', reason: 'empty', status: 'discarded', count: 65 },
      { stage: 'parser', reason: 'threw', status: 'replayed', count: 65 },
    ]);
    expect(await all(world.log.scan('releases.raw'))).toHaveLength(130 + 65);
  });

  it('counts again without reading values again, yet sees new letters and what others did', async () => {
    const { key } = await fail('a');
    await fail('b', 'binary', TOPICS[1]);
    const scanned: string[] = [];
    const { lag, readAt, publish, subscribe, close } = world.log;
    const scan = (topic: string) => {
      scanned.push(topic);
      return world.log.scan(topic);
    };
    const log = { lag, readAt, publish, subscribe, close, scan };
    const counting = createDeadLetters({ log, records: world.records, topics: TOPICS });
    const a = { stage: 'parser', reason: 'empty', status: 'open', count: 1 };
    const b = { stage: 'enricher', reason: 'binary', status: 'open', count: 1 };
    expect(await counting.counts()).toEqual([b, a]);
    expect(scanned).toEqual(['releases.raw.parser.dlq', 'releases.parsed.enricher.dlq']);
    await letters.discard(key, 'a test');
    expect(await counting.counts()).toEqual([b, { ...a, status: 'discarded' }]);
    expect(await counting.show(key)).toMatchObject({ key: 'a', status: 'discarded' });
    expect(scanned).toHaveLength(2);
    await fail('c');
    expect(await counting.counts()).toEqual([b, { ...a, status: 'discarded' }, a]);
    expect(scanned.slice(2)).toEqual(['releases.raw.parser.dlq']);
  });

  it('counts on after a reading that failed', async () => {
    await fail('a');
    let broken = true;
    const scan = (topic: string) => {
      if (broken) throw new Error('disk gone');
      return world.log.scan(topic);
    };
    const counting = createDeadLetters({ log: { ...world.log, scan }, records: world.records, topics: TOPICS });
    await expect(counting.counts()).rejects.toThrow('disk gone');
    broken = false;
    expect(await counting.counts()).toMatchObject([{ count: 1 }]);
  });

  it('knows the status of more letters than a page of records holds', async () => {
    for (let index = 0; index < 1001; index++) await fail(`a${index}`);
    await all(letters.discardAll('known'));
    expect(await letters.counts()).toMatchObject([{ status: 'discarded', count: 1001 }]);
  }, 30_000);

  it('leaves the letter open when publishing fails', async () => {
    const { key } = await fail('a');
    const broken = { ...world.log, scan: world.log.scan, publish: () => Promise.reject(new Error('disk full')) };
    const failing = createDeadLetters({ log: broken, records: world.records, topics: TOPICS });
    await expect(failing.replay(key)).rejects.toThrow('disk full');
    expect(await letters.show(key)).toMatchObject({ status: 'open' });
  });

  it('keeps a discarded letter, which may be replayed still', async () => {
    const { key } = await fail('a');
    expect(await letters.discard(key, 'a test')).toEqual({ id: key, outcome: 'discarded' });
    expect(await letters.discard(key, 'again')).toEqual({ id: key, outcome: 'already', status: 'discarded' });
    expect(await letters.show(key)).toMatchObject({ status: 'discarded', note: 'a test' });
    expect(await letters.replay(key)).toEqual({ id: key, outcome: 'replayed' });
    expect(await letters.show(key)).toMatchObject({ status: 'replayed' });
  });

  it('is open again when the same record is given up after it was settled', async () => {
    const letter = await fail('a');
    await letters.discard(letter.key, 'a test');
    const [later] = [Date.now() + 60_000];
    await world.log.publish([{ ...letter, headers: { ...letter.headers, 'presswatch.at': String(later) } }]);
    expect((await letters.list({ status: 'open' })).items).toMatchObject([{ id: letter.key, at: later }]);
    expect(await letters.show(letter.key)).toMatchObject({ status: 'open' });
    expect(await letters.counts()).toMatchObject([{ status: 'open', count: 1 }]);
  });

  it('knows nothing of other ids', async () => {
    await fail('a');
    for (const id of ['parser/releases.raw/0/999', 'nobody/releases.raw/0/0', 'x']) {
      expect(await letters.show(id)).toBeNull();
      expect(await letters.replay(id)).toEqual({ id, outcome: 'not-found' });
      expect(await letters.discard(id, 'n')).toEqual({ id, outcome: 'not-found' });
    }
  });

  it('counts a letter once that a crash had written twice, and passes tombstones over', async () => {
    const letter = await fail('a');
    await world.log.publish([letter, { ...letter, key: 'parser/releases.raw/0/7', value: null, headers: {} }]);
    expect((await letters.list()).items).toHaveLength(1);
  });
});
