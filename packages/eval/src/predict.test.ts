import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { ParsedReleasePresent } from '@presswatch/events';
import { contentHash } from '@presswatch/identity';
import { tempFolder } from '@presswatch/testkit';
import { expect, it } from 'vitest';
import { CaseError } from './ndjson.ts';
import { predict, type Task } from './predict.ts';
import type { Readers } from './readers.ts';

const b64 = (text: string) => Buffer.from(text).toString('base64');

const FIELDS = {
  issuer: { name: 'Acme', from: 'x' },
  dateline: {
    place: 'Lund, Sweden',
    date: { value: '2024-06-28T09:00', precision: 'minute', zone: null, stated: 'x', from: 'dateline' },
    stated: 'x',
  },
  tickers: [{ exchange: 'NYSE', symbol: 'ACM', stated: 'x' }],
};

/** Readers that are simple enough to know what must come out: lines are blocks, words in capitals are names. */
const readers: Readers = {
  now: Date.UTC(2024, 5, 28),
  parse: async ({ mediaType, charset: _charset, size: _size, bytes, ...base }) => {
    const [title = '', ...lines] = Buffer.from(bytes, 'base64').toString('utf8').split('\n').filter(Boolean);
    if (title === 'refuse') return null;
    const published = {
      value: '2024-06-28T09:27',
      precision: 'minute',
      zone: '+01:00',
      stated: 'x',
      from: 'dateline',
    } as const;
    const body = lines.map((text) => ({ kind: 'paragraph', text }));
    const read = { format: mediaType, parserVersion: '1', title, kind: 'press-release', published, body, links: [] };
    const fields = title === 'fields' ? FIELDS : {};
    return { ...base, ...read, ...fields, contentHash: contentHash(title, lines) } as ParsedReleasePresent;
  },
  enrich: async (parsed) => {
    const text = [parsed.title, ...parsed.body.map((block) => block.text)].join('\n\n');
    const found = [...text.matchAll(/\b[A-Z]{2,}\b/g)];
    return {
      ...parsed,
      enricherVersion: '1',
      gazetteerVersion: '1',
      entities: found.map(([name]) => ({ type: 'PLACE', name, iso2: 'XX' })),
      mentions: found.map((match, entity) => ({
        start: match.index,
        end: match.index + match[0].length,
        entity,
        by: 'test',
      })),
      countries: [],
      topics: [],
      fingerprint: '0'.repeat(16),
    };
  },
};

async function run(task: Task, cases: readonly object[], suffix = ''): Promise<unknown[]> {
  await using folder = await tempFolder();
  const [gold, predictions] = [join(folder.path, `gold${suffix}`), join(folder.path, `predictions${suffix}`)];
  const text = cases.map((given) => `${JSON.stringify(given)}\n`).join('');
  await writeFile(gold, suffix === '.gz' ? gzipSync(text) : text);
  expect(await predict({ task, gold, predictions, readers })).toBe(cases.length);
  const bytes = await readFile(predictions);
  const lines = (suffix === '.gz' ? gunzipSync(bytes) : bytes).toString('utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}

it('predicts pages, gzipped too, and says nothing of those refused', async () => {
  const cases = [
    {
      id: 'a',
      url: 'https://news.example/a',
      bytes: b64('Title\nOne\nTwo'),
      contentType: 'text/html; charset=utf-8',
      gold: {},
    },
    { id: 'b', bytes: b64('refuse'), contentType: '' },
  ];
  expect(await run('extraction', cases, '.gz')).toEqual([
    { id: 'a', format: 'text/html', title: 'Title', body: 'One\n\nTwo', published: '2024-06-28T09:27+01:00' },
    { id: 'b', title: null, body: '', published: null },
  ]);
});

it('predicts the fields that a parsed release has, and no others', async () => {
  const none = { issuer: null, datelinePlace: null, datelineDate: null, tickers: [] };
  expect(await run('fields', [{ id: 1, text: 'Title\n\nBody' }])).toEqual([{ id: '1', format: 'text/plain', ...none }]);
  expect(await run('fields', [{ id: 2, text: 'refuse' }])).toEqual([{ id: '2', ...none }]);
  const given = { id: 3, text: 'fields\n\nBody' };
  expect(await run('fields', [given])).toEqual([
    {
      id: '3',
      format: 'text/plain',
      issuer: 'Acme',
      datelinePlace: 'Lund, Sweden',
      datelineDate: '2024-06-28',
      tickers: ['NYSE:ACM'],
    },
  ]);
});

it('predicts feeds, and names what is none', async () => {
  const rss = '<rss version="2.0"><channel><title>T</title><item><title>I</title></item></channel></rss>';
  const [feed, none] = await run('feeds', [
    { id: 'a', url: 'http://news.example/f', bytes: b64(rss), contentType: 'application/xml', expect: [] },
    { id: 'b', bytes: b64('<html><p>x</p></html>'), contentType: 'text/html' },
  ]);
  expect(feed).toMatchObject({ id: 'a', feed: { title: 'T' }, items: [{ title: 'I' }] });
  expect(none).toMatchObject({ id: 'b', error: expect.any(String) });
});

it.each([
  ['a title', 'NORWAY calls', 'NORWAY calls\n\nThe port of OSLO\n\n\n  is open, says MALMO\nand BERGEN.'],
  ['no title', '', 'The port of OSLO\n\nis open.'],
  ['a title that does not open the text', 'Other', 'The port of OSLO is open.'],
])('leads mentions back to the text’s own offsets: %s', async (_name, title, text) => {
  const [prediction] = (await run('entities', [{ id: 'a', title, text }])) as {
    mentions: { start: number; end: number }[];
  }[];
  const found = prediction?.mentions.map(({ start, end }) => text.slice(start, end));
  expect(found).toEqual(text.match(/\b[A-Z]{2,}\b/g));
});

it('names the line that is no case', async () => {
  await using folder = await tempFolder();
  const gold = join(folder.path, 'gold');
  await writeFile(gold, '{"id":1,"text":"x"}\nnonsense\n');
  const failed = predict({ task: 'fields', gold, predictions: join(folder.path, 'p'), readers });
  await expect(failed).rejects.toThrow(CaseError);
  await expect(failed).rejects.toThrow('gold:2');
});

it('says that the gold file is not there', async () => {
  await using folder = await tempFolder();
  const failed = predict({
    task: 'feeds',
    gold: join(folder.path, 'none.gz'),
    predictions: join(folder.path, 'p'),
    readers,
  });
  await expect(failed).rejects.toThrow('ENOENT');
});
