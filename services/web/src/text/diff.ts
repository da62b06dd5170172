import { diffArrays } from 'diff';
import type { Block } from '../../generated/api.ts';

export interface Piece {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** One paragraph of two revisions laid on each other. */
export interface DiffRow {
  readonly kind: 'same' | 'removed' | 'added' | 'changed';
  /** `title` or the kind of the block. */
  readonly block: string;
  readonly pieces: readonly Piece[];
}

/** Rows, or a stretch of them that is folded away. */
export type Fold = { readonly rows: readonly DiffRow[]; readonly folded: boolean };

interface Side {
  readonly title: string;
  readonly body: readonly Block[];
}

/** Beyond these the paragraphs are shown whole, one against the other: a difference must never keep the page waiting. */
const BOUNDS = { maxEditLength: 4000, timeout: 150 };
const MAX_WORDS = 20_000;

/** Compares two revisions paragraph by paragraph, and within paragraphs that changed word by word. */
export function diffRevisions(before: Side, after: Side): DiffRow[] {
  const [old, fresh] = [before.body.map(textOf), after.body.map(textOf)];
  const changes = diffArrays(old, fresh, BOUNDS) ?? [
    { value: old, removed: true, added: false },
    { value: fresh, removed: false, added: true },
  ];
  const rows = diffTexts('title', before.title, after.title);
  let [oldAt, freshAt] = [0, 0];
  for (let at = 0; at < changes.length; at++) {
    const change = changes[at];
    const next = changes[at + 1];
    if (change === undefined) continue;
    const paired = change.removed && next?.added === true;
    const gone = change.added ? [] : change.value;
    const come = paired ? next.value : change.removed ? [] : change.value;
    const kinds = { before: kindsFrom(before, oldAt), after: kindsFrom(after, freshAt) };
    rows.push(...pairRows(gone, come, kinds));
    oldAt += gone.length;
    freshAt += come.length;
    if (paired) at++;
  }
  return rows;
}

type KindAt = (at: number) => string;

const kindsFrom =
  ({ body }: Side, from: number): KindAt =>
  (at) =>
    body[from + at]?.kind ?? 'paragraph';

/** Lays paragraphs that stand in the same place on each other, one by one. */
function pairRows(
  gone: readonly string[],
  come: readonly string[],
  kinds: { before: KindAt; after: KindAt },
): DiffRow[] {
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, at) => {
    const [old, fresh] = [gone[at], come[at]];
    if (old !== undefined && fresh !== undefined) return diffTexts(kinds.after(at), old, fresh);
    if (old !== undefined) return [whole('removed', kinds.before(at), old)];
    return [whole('added', kinds.after(at), fresh ?? '')];
  }).flat();
}

const textOf = ({ text }: Block): string => text;
const whole = (kind: Piece['kind'], block: string, text: string): DiffRow => ({
  kind,
  block,
  pieces: [{ kind, text }],
});

/** Two texts as one row, or as two where they have too little in common. */
function diffTexts(block: string, before: string, after: string): DiffRow[] {
  if (before === after) return [whole('same', block, after)];
  const pieces = diffWords(before, after);
  const same = pieces?.reduce((sum, { kind, text }) => sum + (kind === 'same' ? text.trim().length : 0), 0) ?? 0;
  if (pieces === undefined || same < 0.25 * Math.min(before.length, after.length)) {
    return [whole('removed', block, before), whole('added', block, after)];
  }
  return [{ kind: 'changed', block, pieces }];
}

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
const wordsOf = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

/** Word by word, in any script; undefined where the texts are too long or too unlike to be compared at once. */
export function diffWords(before: string, after: string): Piece[] | undefined {
  const [old, fresh] = [wordsOf(before), wordsOf(after)];
  if (old.length + fresh.length > MAX_WORDS) return undefined;
  const changes = diffArrays(old, fresh, BOUNDS);
  if (changes === undefined) return undefined;
  const pieces = changes.map(
    ({ value, removed, added }): Piece => ({
      kind: removed ? 'removed' : added ? 'added' : 'same',
      text: value.join(''),
    }),
  );
  return joinThinGaps(pieces);
}

/** A lone space between two changed words is changed with them: fewer, longer marks read better. */
function joinThinGaps(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed !== '') joined.push({ kind: 'removed', text: removed });
    if (added !== '') joined.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  pieces.forEach((piece, at) => {
    if (piece.kind === 'removed') removed += piece.text;
    else if (piece.kind === 'added') added += piece.text;
    else if (/^\s+$/.test(piece.text) && removed !== '' && added !== '' && at < pieces.length - 1) {
      removed += piece.text;
      added += piece.text;
    } else {
      flush();
      joined.push(piece);
    }
  });
  flush();
  return joined;
}

/** Folds long unchanged stretches, with one paragraph of context left on each side of a change. */
export function foldRows(rows: readonly DiffRow[], context = 1): Fold[] {
  const near = rows.map((_, at) =>
    rows.slice(Math.max(0, at - context), at + context + 1).some(({ kind }) => kind !== 'same'),
  );
  const folds: { rows: DiffRow[]; folded: boolean }[] = [];
  rows.forEach((row, at) => {
    const folded = near[at] !== true;
    const last = folds.at(-1);
    if (last !== undefined && last.folded === folded) last.rows.push(row);
    else folds.push({ rows: [row], folded });
  });
  // One paragraph takes no more room than the line that says it is folded.
  return folds.map((fold) => (fold.folded && fold.rows.length < 2 ? { ...fold, folded: false } : fold));
}

/** How many words each side has that the other has not. */
export function changedWords(rows: readonly DiffRow[]): { readonly removed: number; readonly added: number } {
  const count = (kind: Piece['kind']) =>
    rows
      .flatMap(({ pieces }) => pieces)
      .filter((piece) => piece.kind === kind)
      .reduce((sum, { text }) => sum + wordsOf(text).filter((word) => /[\p{L}\p{N}]/u.test(word)).length, 0);
  return { removed: count('removed'), added: count('added') };
}
