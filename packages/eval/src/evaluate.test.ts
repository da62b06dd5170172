import { FORMATS, type ParsedReleasePresent, type RawReleasePresent } from '@presswatch/events';
import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { FLOORS, FORMAT_FLOORS, shortfalls } from './floors.ts';
import { ownMaterial } from './material/index.ts';
import type { Case } from './ndjson.ts';
import { TASK_NAMES } from './predict.ts';
import type { Readers } from './readers.ts';

/** Says of every document that it is its own bytes; refuses what is no text. */
const naive: Readers = {
  now: 0,
  parse: async (raw: RawReleasePresent) => {
    if (raw.mediaType !== 'text/plain') return null;
    const text = Buffer.from(raw.bytes, 'base64').toString();
    return { format: 'plain-text', title: 'x', body: [{ kind: 'paragraph', text }] } as unknown as ParsedReleasePresent;
  },
  enrich: async () => null,
};

describe('evaluate', () => {
  const gold = { title: '', published: null };
  const cases: Case[] = [
    { id: 'good', contentType: 'text/plain', bytes: Buffer.from('one two three four').toString('base64') },
    { id: 'bad', contentType: 'text/plain', bytes: Buffer.from('something else altogether').toString('base64') },
    { id: 'refused', contentType: 'application/pdf', bytes: '' },
  ].map((given) => ({ ...given, gold: { ...gold, body: 'one two three four' } }));

  it('scores each format by itself, and lists the worst cases first', async () => {
    const result = await evaluate({ task: 'extraction', cases, readers: naive, worst: 2 });
    expect(result).toMatchObject({ task: 'extraction', cases: 3, figures: { exact: 1 / 3 } });
    expect(result.formats).toMatchObject([
      { format: 'plain-text', cases: 2, figures: { precision: 0.5, recall: 0.5 } },
      { format: 'refused', cases: 1, figures: { recall: 0 } },
    ]);
    expect(result.worst.map(({ id, format }) => [id, format])).toEqual([
      ['bad', 'plain-text'],
      ['refused', 'refused'],
    ]);
  });

  it('shows no gold to the stages', async () => {
    const seen: string[] = [];
    const readers: Readers = {
      ...naive,
      parse: async (raw) => {
        seen.push(JSON.stringify(raw));
        return null;
      },
    };
    await evaluate({ task: 'fields', cases: [{ id: '1', text: 'T', gold: { issuer: 'Hidden' } }], readers });
    expect(seen.join('')).not.toContain('Hidden');
    expect(Buffer.from(JSON.parse(seen[0] ?? '').bytes, 'base64').toString()).toBe('T');
  });
});

describe('the floors', () => {
  it('stand under figures that the measures have, and fail where nothing is read', async () => {
    const none = { ...naive, parse: async () => null };
    for (const task of TASK_NAMES) {
      const cases = ownMaterial(task);
      if (cases === undefined) continue;
      const result = await evaluate({ task, cases, readers: none });
      const floors = Object.keys(FLOORS[task] ?? {});
      expect(floors.length, task).toBeGreaterThan(0);
      if (task === 'feeds') continue; // read without the stages
      const own = FORMATS.flatMap((format) => Object.keys(FORMAT_FLOORS[task] ?? {}).map((figure) => [format, figure]));
      expect(shortfalls(result).map(({ format, figure }) => [format, figure])).toEqual([
        ...floors.map((figure) => [undefined, figure]),
        ...own,
      ]);
    }
  });
});

it('a format by itself is held to its floor', () => {
  const whole = { f1: 1, precision: 1, recall: 1, exact: 1 };
  const formats = FORMATS.map((format) => ({ format, cases: 8, figures: { f1: format === 'pdf' ? 0.9 : 1 } }));
  const found = shortfalls({ task: 'extraction', figures: whole, formats });
  expect(found).toEqual([{ task: 'extraction', format: 'pdf', figure: 'f1', floor: 0.97, value: 0.9 }]);
  expect(shortfalls({ task: 'extraction', figures: whole, formats: formats.slice(1) })[0]).toMatchObject({
    format: FORMATS[0],
    value: 0,
  });
});

describe('the material', () => {
  it.each(TASK_NAMES.filter((task) => ownMaterial(task)))('of %s is the same every time, with an id a case', (task) => {
    const [one, two] = [ownMaterial(task), ownMaterial(task)].map((cases) => [...(cases ?? [])]);
    expect(one).toEqual(two);
    expect(new Set(one?.map(({ id }) => id)).size).toBe(one?.length);
    expect(one?.length).toBeGreaterThan(10);
  });

  it('marks mentions where their words stand', () => {
    for (const { text, gold } of ownMaterial('entities') ?? []) {
      const { mentions } = gold as { mentions: { start: number; end: number }[] };
      for (const { start, end } of mentions) expect(String(text).slice(start, end)).toMatch(/^[A-Z].*[\p{L}\d.)]$/u);
      expect(String(text)).not.toMatch(/[[\]{}]/);
    }
  });
});
