import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DeadLetter } from '@presswatch/dead-letters';
import { openSqliteLog } from '@presswatch/event-log/sqlite';
import { type Envelope, eventType, RAW_RELEASE, toHeaders } from '@presswatch/events';
import { startFeedServer } from '@presswatch/testkit';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { badInputs, goodNeighbours } from './bad-inputs.ts';
import { createWorld, type Json, PATIENCE, type RunningApp, type World } from './world.ts';

const SICK = ['--import', fileURLToPath(new URL('./sick-parser.mjs', import.meta.url))];
const MIB = 1024 * 1024;

const deadLetters = async (app: RunningApp, status = 'open'): Promise<DeadLetter[]> =>
  (await app.get(`/dead-letters?status=${status}&limit=200`)).body.items;

/** The most memory that a process has ever had resident, in bytes. */
async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

/** A sentence of use: it begins with a word, ends with a full stop or without one, and is no stack. */
const SENTENCE = /^\S+ \S+ [^\n]{20,}$/;

describe('bad files among good ones', () => {
  const bad = badInputs();
  const good = goodNeighbours(30);
  const dead = bad.flatMap(({ name, fate }) => ('reason' in fate ? [{ name, reason: fate.reason }] : []));
  const readable = bad.flatMap(({ name, fate }) => ('title' in fate ? [{ name, title: fate.title }] : []));
  let world: World;
  let app: RunningApp;
  let letters: DeadLetter[];

  beforeAll(async () => {
    world = await createWorld();
    for (const [n, { fileName, document }] of good.entries()) {
      await world.drop(fileName, document);
      const input = bad[n];
      if (input !== undefined) await world.drop(input.name, input.bytes);
    }
    app = await world.start();
    await vi.waitFor(
      async () => {
        letters = await deadLetters(app);
        expect(letters.length + (await app.search('')).total.value).toBe(good.length + bad.length);
      },
      { ...PATIENCE, timeout: 50_000 },
    );
  });
  afterAll(() => world[Symbol.asyncDispose]());

  it('indexes every good neighbour', async () => {
    for (const { title, uniqueWord } of good) {
      const { hits } = await app.search(uniqueWord);
      expect(hits.map((hit) => hit.title)).toEqual([title]);
    }
  });

  it.each(dead)('gives $name up, as $reason', async ({ name, reason }) => {
    const why = (await world.presswatch(['why', name, '--json'])).json()[0] as Json;
    expect(why.verdict).toBe('dead-letter');
    expect(why.deadLetters[0].reason.code).toBe(reason);
    expect(why.deadLetters[0].reason.message).toMatch(SENTENCE);
  });

  it('has no other dead letters', () => {
    expect(letters.map(({ reason }) => reason.code).toSorted()).toEqual(dead.map(({ reason }) => reason).toSorted());
  });

  it.each(readable)('reads what can be had of $name', async ({ name, title }) => {
    const { hits } = await app.search(`title:"${title}"`);
    expect(hits.map((hit) => hit.title)).toEqual([title]);
    const { body } = await app.get(`/releases/${hits[0]?.releaseId}`);
    expect(JSON.stringify(body.content.body), name).toContain('north quay stays closed');
  });

  it.each(['A day that never was', 'A year far away'])('invents no date for "%s"', async (title) => {
    const { hits } = await app.search(`title:"${title}"`);
    const { content } = (await app.get(`/releases/${hits[0]?.releaseId}`)).body;
    expect(content.published).toBeUndefined();
    expect(content.distributor).toEqual({ name: 'Relaywire' });
  });

  it('never had more than 500 MiB in memory', async () => {
    const peak = (await peakMemory(app.process.pid)) / MIB;
    process.stdout.write(`most memory among bad inputs: ${peak.toFixed(0)} MiB\n`);
    expect(peak).toBeLessThan(500);
  });
});

describe('records that are no events', () => {
  const envelope: Envelope = {
    id: 'by-hand/1',
    type: eventType(RAW_RELEASE),
    source: '/somebody/else',
    specversion: '1.0',
    time: '2024-06-28T09:27:00.000Z',
    origin: 'live',
    epoch: 0,
    ingestedAt: 1_719_566_820_000,
    hops: [],
  };
  const records = {
    'no-envelope': { headers: {}, value: '{}' },
    'not-json': { headers: toHeaders(envelope), value: '\u0000 no JSON' },
    'schema-mismatch': { headers: toHeaders(envelope), value: '{"state":"present","releaseId":7}' },
    'wrong-event': { headers: toHeaders({ ...envelope, type: 'presswatch.cake.v1' }), value: '{}' },
    'unsupported-version': { headers: toHeaders({ ...envelope, type: 'presswatch.release.raw.v99' }), value: '{}' },
  };

  it('become dead letters, each with its reason, and hold nothing up', async () => {
    await using world = await createWorld();
    const app = await world.start();
    const log = openSqliteLog({ path: join(world.data, 'log.db'), retention: undefined });
    const { topic } = RAW_RELEASE;
    await log.publish(
      Object.entries(records).map(([key, { headers, value }]) => ({
        topic,
        key,
        partitionKey: key,
        headers,
        value: Buffer.from(value),
      })),
    );
    await log.close();
    await world.drop('good.md', '# A good one\n\nIt comes after those.\n');
    await expect.poll(async () => (await app.search('')).total.value, PATIENCE).toBe(1);
    await expect.poll(async () => (await deadLetters(app)).length, PATIENCE).toBe(Object.keys(records).length);
    const letters = await deadLetters(app);
    expect(letters.map(({ key, reason }) => [key, reason.code]).toSorted()).toEqual(
      Object.keys(records)
        .map((key) => [key, key])
        .toSorted(),
    );
    for (const { reason } of letters) expect(reason.message).toMatch(SENTENCE);
  });
});

describe('a parser with bugs', () => {
  const MENDED = 'title:(loops OR eats OR trips)';
  const release = (words: string) =>
    `# It ${words}\n\nThe harbour board says that this release ${words}, and no more.\n`;

  it('costs the release that it loops, swells or trips on; after the mend a replay brings it through', async () => {
    await using world = await createWorld();
    const sick = await world.start({}, SICK);
    await world.drop('a.md', '# A good one\n\nBefore the others.\n');
    for (const words of ['loops for ever', 'eats all memory', 'trips over this']) {
      await world.drop(`${words.replaceAll(' ', '-')}.md`, release(words));
    }
    await world.drop('z.md', '# Another good one\n\nAfter the others.\n');
    await expect.poll(async () => (await deadLetters(sick)).length, { ...PATIENCE, timeout: 60_000 }).toBe(3);
    await expect.poll(async () => (await sick.search('')).total.value, PATIENCE).toBe(2);
    const letters = await deadLetters(sick);
    expect(letters.map(({ reason }) => reason.code).toSorted()).toEqual(['deadline', 'out-of-memory', 'threw']);
    for (const { reason } of letters) expect(reason.message).toMatch(SENTENCE);
    expect((await peakMemory(sick.process.pid)) / MIB).toBeLessThan(900);
    expect(await sick.process.kill('SIGTERM')).toBe(0);

    const mended = await world.start();
    const replay = await world.presswatch(['dlq', 'replay', '--all', '--json']);
    expect(replay.json().map(({ outcome }) => outcome)).toEqual(['replayed', 'replayed', 'replayed']);
    await expect.poll(async () => (await mended.search(MENDED)).total.value, PATIENCE).toBe(3);
    expect(await deadLetters(mended)).toEqual([]);
    expect(await deadLetters(mended, 'replayed')).toHaveLength(3);
  });

  it('pauses where it trips on everything, instead of giving everything up; a restart after the mend goes on', async () => {
    await using world = await createWorld();
    const count = 120;
    for (let n = 0; n < count; n++) await world.drop(`n${n}.md`, release(`trips over this, says notice ${n}`));
    const sick = await world.start({}, SICK);
    const ready = async () => (await fetch(`${sick.address}/readyz`)).status;
    await expect.poll(ready, PATIENCE).toBe(503);
    const problem = (await (await fetch(`${sick.address}/readyz`)).json()) as { detail: string };
    expect(problem.detail).toMatch(/parser/);
    expect((await sick.get('/status')).body.stages[0]).toMatchObject({
      stage: 'parser',
      waitingFor: expect.any(String),
    });
    const givenUp = (await deadLetters(sick)).length;
    expect(givenUp).toBeLessThan(20);
    await sick.process.kill('SIGTERM');

    const mended = await world.start();
    await expect.poll(async () => (await mended.search('')).total.value, PATIENCE).toBe(count - givenUp);
    expect((await world.presswatch(['dlq', 'replay', '--reason', 'threw'])).code).toBe(0);
    await expect.poll(async () => (await mended.search('')).total.value, PATIENCE).toBe(count);
  });
});

it('says of a feed that is none what it got, and goes on with the others', async () => {
  await using server = await startFeedServer();
  const story = '<p>The harbour board has opened the south quay to all ships from today on, it says.</p>';
  server.put(
    { path: 'home', title: 'Home', page: { mediaType: 'text/html', body: '<!doctype html><title>Home</title>' } },
    { path: 'news/1', title: 'South quay opens', summary: story, page: { mediaType: 'text/html', body: story } },
  );
  await using world = await createWorld({ PRESSWATCH_ALLOW_PRIVATE: '127.0.0.0/8' });
  const feed = (id: string, url: string) => `  - { id: ${id}, kind: feed, url: "${url}", every: 1s, enabled: true }`;
  const lines = [
    'sources:',
    feed('home', `${server.origin}/home`),
    feed('gone', `${server.origin}/none`),
    feed('good', server.feedUrl),
  ];
  await writeFile(join(world.folder, 'sources.yaml'), `${lines.join('\n')}\n`);
  const app = await world.start();
  await expect.poll(async () => (await app.search('"south quay"')).total.value, PATIENCE).toBeGreaterThan(0);
  const sources = async (): Promise<Record<string, Json>> =>
    Object.fromEntries((await app.get('/sources')).body.items.map((source: Json) => [source.id, source]));
  await expect.poll(async () => (await sources()).home.reason, PATIENCE).toEqual(expect.any(String));
  await expect.poll(async () => (await sources()).gone.reason, PATIENCE).toEqual(expect.any(String));
  const { home, gone, good } = await sources();
  expect([home.state, gone.state, good.state]).toEqual([
    expect.not.stringMatching(/^ok$/),
    expect.not.stringMatching(/^ok$/),
    'ok',
  ]);
  expect([home.reason, gone.reason]).toEqual(['html-page', 'http-404']);
  for (const { message } of [home, gone]) expect(message).toMatch(SENTENCE);
  expect(await deadLetters(app)).toEqual([]);
});
