import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startFeedServer } from '@presswatch/testkit';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createWorld, type Json, PATIENCE, type RunningApp, type World } from './world.ts';

// Every command as a process of its own, beside a running Presswatch on the same data.

const BODY = 'The harbour board of Rotterdam has told masters that the lock will stay closed until further notice.';
const markdown = (title: string, words: string) => `# ${title}\n\n${BODY} ${words}\n`;
const GREEK = 'Ανακοίνωση του λιμένα: η δεξαμενή θα μείνει κλειστή μέχρι νεωτέρας, λέει το συμβούλιο.';

let world: World;
let app: RunningApp;
const found = (q: string) =>
  vi.waitFor(async () => {
    const { hits } = await app.search(q);
    expect(hits).toHaveLength(1);
    return hits[0]?.releaseId ?? '';
  }, PATIENCE);

beforeAll(async () => {
  world = await createWorld({ PRESSWATCH_ALLOW_PRIVATE: '127.0.0.0/8' });
  const sources =
    'sources:\n  - { id: harbour, kind: feed, url: "http://127.0.0.1:9/feed.xml", title: Harbour news }\n';
  await writeFile(join(world.folder, 'sources.yaml'), sources);
  app = await world.start();
});
afterAll(() => world[Symbol.asyncDispose]());

describe('ingest', () => {
  it('brings in a file, and says how many releases are acknowledged', async () => {
    const file = await world.write('one/first.md', markdown('First notice', 'Signed by the alphamaster.'));
    const ran = await world.presswatch(['ingest', file]);
    expect(ran).toMatchObject({ code: 0, out: '1 release acknowledged\n' });
    await found('alphamaster');
  });

  it('brings in a folder with all below, and tells the release ids with --json', async () => {
    for (let n = 0; n < 3; n++) {
      await world.write(`many/${'deep/'.repeat(n)}n${n}.md`, markdown(`Notice ${n}`, `Signed by betamaster${n}.`));
    }
    const ran = await world.presswatch(['ingest', join(world.folder, 'many'), '--json']);
    expect(ran.code).toBe(0);
    const lines = ran.json();
    expect(lines.at(-1)).toEqual({ event: 'done', acknowledged: 3, failed: 0, interrupted: false });
    const ids = lines.flatMap(({ event, releaseId }) => (event === 'acknowledged' ? [releaseId] : []));
    expect(ids).toHaveLength(3);
    for (let n = 0; n < 3; n++) expect(ids).toContain(await found(`betamaster${n}`));
  });

  it('brings in NDJSON, names the lines that are wrong, and exits with 1 for them', async () => {
    const lines = [
      JSON.stringify({ url: 'https://port.example/1', title: 'By line', text: `${BODY} Signed by the gammamaster.` }),
      'this is no JSON',
      JSON.stringify({ id: 'x', title: 'Without a body' }),
      JSON.stringify({
        id: 'el',
        bytes: Buffer.from(GREEK).toString('base64'),
        mediaType: 'text/plain',
        charset: 'shift_jis',
      }),
      JSON.stringify({
        id: 'latin',
        bytes: Buffer.from(`Größe der Schleuse\n\n${BODY} Deltamaster.`, 'latin1').toString('base64'),
        mediaType: 'text/plain',
        charset: 'utf-8',
      }),
    ];
    const file = await world.write('lines.ndjson', `${lines.join('\n')}\n`);
    const ran = await world.presswatch(['ingest', file]);
    expect(ran.code).toBe(1);
    expect(ran.out).toBe('3 releases acknowledged, 2 inputs failed\n');
    expect(ran.err).toMatch(/lines\.ndjson:2: .*\(malformed-json\)/);
    expect(ran.err).toMatch(/lines\.ndjson:3: .*\(no-body\)/);
    await found('gammamaster');
    await found('δεξαμενή'); // its label was wrong
    await found('title:größe Deltamaster');
  });

  it('fetches a URL, and tells of one that does not answer as it should', async () => {
    await using server = await startFeedServer();
    const body = `<!doctype html><title>Fetched notice</title><article><h1>Fetched notice</h1><p>${BODY} Signed by the epsilonmaster.</p></article>`;
    server.put({ path: 'n/1', title: 'Fetched notice', page: { mediaType: 'text/html', body } });
    const ran = await world.presswatch(['ingest', `${server.origin}/n/1`, `${server.origin}/n/2`]);
    expect(ran).toMatchObject({ code: 1, out: '1 release acknowledged, 1 input failed\n' });
    expect(ran.err).toMatch(/n\/2: .*\(http-404\)/);
    await found('epsilonmaster');
  });

  it('names what is not there', async () => {
    const ran = await world.presswatch(['ingest', '/nowhere/at/all']);
    expect(ran).toMatchObject({ code: 1, out: '0 releases acknowledged, 1 input failed\n' });
    expect(ran.err).toContain('/nowhere/at/all');
  });
});

describe('finding', () => {
  const original = markdown('Found notice', 'Signed by the zetamaster. Größe: 7 m.');
  let id: string;
  beforeAll(async () => {
    await world.presswatch(['ingest', await world.write('found.md', original)]);
    id = await found('zetamaster');
  });

  it('searches, for people and as JSON', async () => {
    const [result] = (await world.presswatch(['search', 'zetamaster', '--json', '--facets', 'kind'])).json<Json>();
    expect(result.total).toEqual({ value: 1, exact: true });
    expect(result.hits[0].release.releaseId).toBe(id);
    expect(result.facets.map(({ field }: Json) => field)).toEqual(['kind']);
    const people = await world.presswatch(['search', 'title:found', 'zetamaster']);
    expect(people.code).toBe(0);
    expect(people.out).toContain('Found notice');
  });

  it('points at what is wrong in a query, and exits with 2', async () => {
    const ran = await world.presswatch(['search', 'after:yesterdayish']);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('^^^');
    expect(ran.out).toBe('');
  });

  it('shows a release, its revisions and its way', async () => {
    const shown = await world.presswatch(['show', id]);
    expect(shown.out).toContain('Found notice');
    expect(shown.out).toContain('Größe: 7 m.');
    const [view] = (await world.presswatch(['show', id, '--json'])).json<Json>();
    expect(view.release.shown.content.title).toBe('Found notice');
    const revisions = await world.presswatch(['show', id, '--revisions']);
    expect(revisions.out).toMatch(/^\s*1\s.*Found notice$/m);
    const [way] = (await world.presswatch(['show', id, '--way', '--json'])).json<Json>();
    expect(way.captures[0].stages.map(({ stage }: Json) => stage)).toEqual([
      'fetcher',
      'parser',
      'enricher',
      'indexer',
    ]);
    for (const stage of ['parser', 'enricher', 'indexer']) {
      expect((await world.presswatch(['show', id, '--way'])).out).toContain(stage);
    }
  });

  it('gives the original bytes back, unchanged, by id and by path', async () => {
    const file = join(world.folder, 'found.md');
    for (const name of [id, file]) {
      const ran = await world.presswatch(['show', name, '--raw']);
      expect(ran.code).toBe(0);
      expect(ran.bytes.equals(await readFile(file))).toBe(true);
    }
  });

  it('exits with 3 for what is not there', async () => {
    expect((await world.presswatch(['show', 'f'.repeat(32)])).code).toBe(3);
    const why = await world.presswatch(['why', 'https://port.example/never-seen']);
    expect(why.code).toBe(3);
    expect(why.out).toMatch(/^not-seen: /);
  });

  it('tells by why that it is indexed', async () => {
    const ran = await world.presswatch(['why', 'Found', 'notice']);
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/^indexed: /);
    expect(ran.out).toContain(id);
  });
});

describe('operating', () => {
  it('tells how the stages stand, and that they run', async () => {
    const [status] = (await world.presswatch(['status', '--json'])).json<Json>();
    expect(status.stages.map(({ stage }: Json) => stage)).toEqual(['parser', 'enricher', 'indexer']);
    expect(status.running).toBe(true);
    expect((await world.presswatch(['status'])).out).toMatch(/running\s+yes/);
  });

  it('lists the sources, and knows which there are', async () => {
    const listed = (await world.presswatch(['sources', 'list', '--json'])).json();
    expect(listed.map(({ id, enabled }) => [id, enabled])).toEqual([
      ['inbox', true],
      ['harbour', false],
    ]);
    expect((await world.presswatch(['sources', 'list'])).out).toMatch(/^harbour\s+feed\s+off/m);
    expect((await world.presswatch(['sources', 'enable', 'nobody'])).code).toBe(3);
  });

  it('finds nothing failed with doctor', async () => {
    const ran = await world.presswatch(['doctor', '--json']);
    const failed = ran.json().filter(({ state }) => state === 'failed');
    expect(failed).toEqual([]);
    expect(ran.code).toBe(0);
  });

  it('explains itself: --help, --version, a command that there is none of', async () => {
    const help = await world.presswatch(['--help']);
    expect(help.code).toBe(0);
    for (const command of [
      'ingest',
      'search',
      'show',
      'why',
      'status',
      'sources',
      'parse',
      'enrich',
      'dlq',
      'doctor',
    ]) {
      expect(help.out).toMatch(new RegExp(`^\\s+${command}\\b`, 'm'));
    }
    expect((await world.presswatch(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await world.presswatch(['serach', 'x'])).code).toBe(2);
  });
});

describe('dry runs', () => {
  it('pipe parse into enrich, and keep nothing', async () => {
    const before = (await app.search('')).total.value;
    const file = await world.write('dry.md', markdown('Dry notice about Norway', 'Signed by the etamaster.'));
    const parsed = await world.presswatch(['parse', file, '--explain']);
    expect(parsed.code).toBe(0);
    expect(parsed.json()[0]).toMatchObject({ title: 'Dry notice about Norway', language: 'en' });
    const why = parsed.err
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Json);
    expect(why.length).toBeGreaterThan(2);

    const enriched = await world.presswatch(['enrich', '-', '--explain'], parsed.bytes);
    expect(enriched.code).toBe(0);
    const [release] = enriched.json<Json>();
    expect(release.countries).toContain('NO');
    expect(release.entities.map(({ name }: Json) => name)).toContain('Rotterdam');
    expect(enriched.err).not.toBe('');
    expect((await app.search('')).total.value).toBe(before);
    expect((await app.search('etamaster')).total.value).toBe(0);
  });

  it('go on behind a bad line, and exit with 1', async () => {
    const good = (await world.presswatch(['parse', await world.write('g.md', markdown('Good', 'It is.'))])).out;
    const ran = await world.presswatch(['enrich', '-'], `no JSON\n{"state":"x"}\n${good}`);
    expect(ran.code).toBe(1);
    expect(ran.json()).toHaveLength(1);
    expect(ran.err).toMatch(/^standard input:1: .*\nstandard input:2: /);
  });

  it('say why a file cannot be read', async () => {
    const ran = await world.presswatch(['parse', await world.write('none.txt', '')]);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toMatch(/none\.txt: reject: .*\(empty\)/);
  });
});

describe('dlq', () => {
  const json = async (...args: string[]) => (await world.presswatch(['dlq', ...args, '--json'])).json<Json>();

  it('lists, shows, discards and replays', async () => {
    const folder = join(world.folder, 'bad');
    await mkdir(folder);
    for (const n of [1, 2, 3]) await writeFile(join(folder, `${n}.txt`), Buffer.from([1, n, 2, 255, 3, 4, 5, 6]));
    expect((await world.presswatch(['ingest', folder])).out).toBe('3 releases acknowledged\n');
    const listed = await vi.waitFor(async () => {
      const letters = await json('list', '--stage', 'parser', '--reason', 'binary');
      expect(letters).toHaveLength(3);
      return letters;
    }, PATIENCE);
    const [first, second, third] = listed.map(({ id }) => id as string) as [string, string, string];
    expect((await world.presswatch(['dlq', 'list'])).out).toMatch(/3 dead letters\n$/);

    const shown = await world.presswatch(['dlq', 'show', first]);
    expect(shown.out).toMatch(/reason\s+binary/);
    const [detail] = await json('show', first);
    const record = JSON.parse(String(Buffer.from(detail.original.value, 'base64')));
    expect([...Buffer.from(record.bytes, 'base64')].slice(2)).toEqual([2, 255, 3, 4, 5, 6]);

    expect(await json('discard', first, '--note', 'no release')).toEqual([{ id: first, outcome: 'discarded' }]);
    expect(await json('replay', second)).toEqual([{ id: second, outcome: 'replayed' }]);
    await vi.waitFor(async () => {
      const open = (await json('list')).map(({ id }) => id);
      expect(open).toHaveLength(2); // the third, and the second anew: nothing was mended
      expect(open).toContain(third);
      expect(open).not.toContain(second);
    }, PATIENCE);
    const all = await json('list', '--status', 'all');
    expect(all.find(({ id }) => id === first)).toMatchObject({ status: 'discarded', note: 'no release' });
    expect(all.find(({ id }) => id === second)).toMatchObject({ status: 'replayed' });
  });

  it('exits with 3 for a letter that is not there, with 2 where it is not told which', async () => {
    expect((await world.presswatch(['dlq', 'show', 'parser/releases.raw/0/999999'])).code).toBe(3);
    expect((await world.presswatch(['dlq', 'replay', 'parser/releases.raw/0/999999'])).code).toBe(3);
    expect((await world.presswatch(['dlq', 'replay'])).code).toBe(2);
    expect((await world.presswatch(['dlq', 'discard', '--all'])).code).toBe(2);
  });
});

it('works as well while nothing runs', async () => {
  await using idle = await createWorld();
  expect((await idle.presswatch(['search', 'quay'])).code).toBe(0);
  const file = await idle.write('later.md', markdown('For later', 'Signed by the thetamaster.'));
  expect((await idle.presswatch(['ingest', file])).code).toBe(0);
  const why = await idle.presswatch(['why', file]);
  expect(why.out).toMatch(/^waiting: it waits for the parser/);
  expect((await idle.presswatch(['status'])).out).toMatch(/running\s+no/);
  const late = await idle.start();
  await expect.poll(async () => (await late.search('thetamaster')).total.value, PATIENCE).toBe(1);
});
