import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedWords, type DiffRow, diffRevisions, diffWords, foldRows } from './diff.ts';

const side = (title: string, ...body: string[]) => ({
  title,
  body: body.map((text) => ({ kind: 'paragraph', text })),
});
const marked = ({ pieces }: DiffRow): string =>
  pieces
    .map(({ kind, text }) => (kind === 'added' ? `{+${text}+}` : kind === 'removed' ? `[-${text}-]` : text))
    .join('');
const compare = (before: ReturnType<typeof side>, after: ReturnType<typeof side>) =>
  diffRevisions(before, after).map((row) => `${row.kind}: ${marked(row)}`);

describe('diffRevisions', () => {
  it('marks words that changed within a paragraph, the title too', () => {
    expect(
      compare(side('Quay shut', 'It opens on 30 November.'), side('Quay shut again', 'It opens on 14 December.')),
    ).toEqual(['changed: Quay shut{+ again+}', 'changed: It opens on [-30 November-]{+14 December+}.']);
  });

  it('tells paragraphs that came or went from those that changed', () => {
    const before = side('T', 'One stays here.', 'Two goes away for good.', 'Three stays.');
    const after = side('T', 'One stays here.', 'Three stays.', 'Four is new here.');
    expect(compare(before, after)).toEqual([
      'same: T',
      'same: One stays here.',
      'removed: [-Two goes away for good.-]',
      'same: Three stays.',
      'added: {+Four is new here.+}',
    ]);
  });

  it('sets texts that have nothing in common below each other', () => {
    expect(compare(side('T', 'Alpha beta gamma'), side('T', 'Delta epsilon zeta'))).toEqual([
      'same: T',
      'removed: [-Alpha beta gamma-]',
      'added: {+Delta epsilon zeta+}',
    ]);
  });

  it('parts words in scripts that write no spaces', () => {
    const pieces = diffWords('港湾省は北埠頭を閉鎖する', '港湾省は南埠頭を閉鎖する');
    expect(pieces?.find(({ kind }) => kind === 'same')?.text).toContain('港湾');
    expect(pieces?.filter(({ kind }) => kind === 'removed').map(({ text }) => text)).toEqual(['北']);
  });

  it('gives up on what would keep the page waiting, and shows both whole', () => {
    const words = (from: number) => Array.from({ length: 12_000 }, (_, n) => `w${from + n}`).join(' ');
    expect(diffWords(words(0), words(50_000))).toBeUndefined();
    const rows = diffRevisions(side('T', words(0)), side('T', words(50_000)));
    expect(rows.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added']);
  });

  it('loses and invents nothing: each side can be read back', () => {
    const text = fc
      .array(fc.constantFrom('one ', 'two ', 'x', ' ', '.'), { maxLength: 8 })
      .map((words) => words.join(''));
    const body = fc.array(text, { maxLength: 5 });
    fc.assert(
      fc.property(text, body, text, body, (title, one, other, two) => {
        const rows = diffRevisions(side(title, ...one), side(other, ...two));
        const read = (not: string) =>
          rows.flatMap(({ pieces }) => pieces.filter(({ kind }) => kind !== not).map((piece) => piece.text)).join('');
        expect(read('added')).toBe([title, ...one].join(''));
        expect(read('removed')).toBe([other, ...two].join(''));
      }),
    );
  });
});

describe('foldRows', () => {
  const rows = (kinds: string): DiffRow[] =>
    [...kinds].map((kind) => ({ kind: kind === '=' ? 'same' : 'changed', block: 'paragraph', pieces: [] }));
  const folds = (kinds: string) =>
    foldRows(rows(kinds)).map(({ rows: own, folded }) => `${folded ? 'F' : 'S'}${own.length}`);

  it('folds long unchanged stretches and leaves one paragraph around a change', () => {
    expect(folds('=====!=====')).toEqual(['F4', 'S3', 'F4']);
    expect(folds('!==!')).toEqual(['S4']);
    expect(folds('!====!')).toEqual(['S2', 'F2', 'S2']);
    expect(folds('!===!')).toEqual(['S2', 'S1', 'S2']);
    expect(folds('===')).toEqual(['F3']);
  });

  it('loses no row', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('=', '!') }), (kinds) => {
        const all = rows(kinds);
        expect(foldRows(all).flatMap((fold) => fold.rows)).toEqual(all);
      }),
    );
  });
});

describe('changedWords', () => {
  it('counts words, not signs', () => {
    expect(changedWords(diffRevisions(side('A quay.', 'x'), side('A new quay!', 'x')))).toEqual({
      removed: 0,
      added: 1,
    });
  });
});
