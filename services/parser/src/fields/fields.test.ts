import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOW, outcomeOf, parsed, rawOf } from '../../test/raw-of.ts';
import { parseRelease } from '../parse-release.ts';
import type { TraceLine } from '../trace.ts';

const release = `Media Contact: Jane Poe
jane@acmelamps.example

FOR IMMEDIATE RELEASE

Acme Lamps opens a works

Two hundred people will make lamps

LUND, Sweden, May 3, 2024 (GLOBE NEWSWIRE) -- Acme Lamps Inc. (NASDAQ: ACML; FSE: 1AL), a leading maker of lamps, today announced that it has opened a works in the port of Lund.

“Our lamps stay on,” said Max Roe, Chief Executive Officer of Acme Lamps Inc.

About Acme Lamps Inc.

Acme Lamps has made lamps for ships, harbours and airfields since 1921 and has its seat in Lund, Sweden, where it also keeps its museum of lamps.

Forward-Looking Statements

This release contains forward-looking statements, which may prove wrong.
`;

describe('fields', () => {
  it('are found in one release together', () => {
    const found = parsed(release);
    expect(found).toMatchObject({
      issuer: { name: 'Acme Lamps Inc.', from: 'about heading' },
      dateline: { place: 'LUND, Sweden', date: { value: '2024-05-03' }, wire: 'GLOBE NEWSWIRE' },
      published: { value: '2024-05-03', from: 'dateline' },
      distributor: { name: 'GLOBE NEWSWIRE' },
    });
    expect(found.tickers?.map(({ exchange, symbol }) => `${exchange}:${symbol}`)).toEqual(['NASDAQ:ACML', 'FSE:1AL']);
    expect(found.body.map(({ part }) => part).filter(Boolean)).toEqual(expect.arrayContaining(['about', 'legal']));
  });

  it('explain themselves, with those passed over', async () => {
    const lines: TraceLine[] = [];
    await parseRelease(rawOf(`${release}\n\nSOURCE Beta Pumps`), { now: NOW, explain: (line) => lines.push(line) });
    const of = (field: string) => lines.filter((line) => line.field === field);
    expect(of('issuer').length).toBeGreaterThan(1);
    expect(
      of('issuer')
        .slice(1)
        .every(({ note }) => note?.startsWith('passed over')),
    ).toBe(true);
    for (const field of ['dateline.place', 'dateline.date', 'dateline.wire', 'ticker', 'part'])
      expect(of(field), field).not.toEqual([]);
  });

  it('take what follows the end for notes, and a block of short lines for a contact', () => {
    const news = 'Acme Lamps Inc. today announced a works in the port of Lund. '.repeat(5);
    const notes = 'The port of Lund is two hundred years old.';
    const found = parsed(
      `Acme opens\n\n${news}\n\n- ENDS -\n\n${notes}\n\nPress contact:\nJane Poe\nAcme Lamps Inc.\njane@acme.example\n`,
    );
    expect(found.body.map(({ part }) => part)).toEqual([
      undefined,
      'notes',
      'contact',
      'contact',
      'contact',
      'contact',
    ]);
    expect(found.contacts).toEqual([
      {
        name: 'Jane Poe',
        role: 'Press contact',
        organisation: 'Acme Lamps Inc.',
        emails: ['jane@acme.example'],
        phones: [],
      },
    ]);
  });

  it('take the first of a page’s words for no release’s', () => {
    const text = `Acme opens\n\nMenu\n\nAbout the Board\n\n${'Latest\n\n'.repeat(12)}LUND – Acme Lamps opened a works today, ${'and lamps were lit all day '.repeat(6)}.`;
    expect(parsed(text).dateline?.place).toBe('LUND');
  });
});

const piece = fc.constantFrom(
  ...'LUND, |May 3, 2024|/PRNewswire/| -- |(NASDAQ: ACML)|(|)|About |Acme Lamps Inc. |today announced |\n\n|\n|Media Contact: |Jane Poe|jane@acme.example|+46 46 555 01 99|SOURCE |By |– |: |, CEO of |“|”|Forward-looking statements|### |- ENDS -|According to |(ABC)|/|Über |ACME|word |文字。|（美通社）'.split(
    '|',
  ),
);
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

describe('whatever the text', () => {
  it('fields state what stands in it, and nothing is thrown', () => {
    const take = (parts: string[], mediaType: string) => {
      const outcome = outcomeOf(parts.join(''), { mediaType });
      const event = outcome.kind === 'emit' ? outcome.events[0] : undefined;
      if (event?.state !== 'present') return;
      const text = [event.title, ...event.body.map((block) => block.text)].join('\n');
      const people = (event.contacts ?? []).flatMap((one) => [
        one.name,
        one.organisation,
        ...one.emails,
        ...one.phones,
      ]);
      const stated = [event.dateline?.stated, event.dateline?.wire, ...(event.tickers ?? []).map((one) => one.stated)];
      for (const one of [...stated, ...people]) if (one !== undefined) expect(text).toContain(one);
      // These are cleaned of what stands in brackets within them.
      const source = wordsOf(parts.join(' ')).concat(wordsOf(parts.join('')));
      const names = `${event.dateline?.place ?? ''} ${event.issuer?.name ?? ''}`;
      for (const word of wordsOf(names)) expect(source).toContain(word);
    };
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), fc.constantFrom('text/plain', 'text/markdown'), take), {
      seed: 21,
      numRuns: 400,
    });
  });

  it.each([
    ['brackets', '(A '.repeat(100_000)],
    ['colons', 'Contact: '.repeat(100_000)],
    ['short forms', 'Acme Lamp Office (ALO) '.repeat(40_000)],
    ['about', 'About Acme '.repeat(60_000)],
    ['contact lines', 'Media Contact:\n\n+46 46 555 01 99\n\n'.repeat(20_000)],
    ['quotes', '“Said Max Roe, CEO of Acme” '.repeat(40_000)],
    ['digits', `Contact:\n\n${'1 2 3 4 '.repeat(100)}\n\n${'123-'.repeat(50_000)}`],
  ])('200,000 %s are read', (_, text) => {
    expect(parsed(`A title\n\n${text}`).body.length).toBeGreaterThan(0);
  });
});
