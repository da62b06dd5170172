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
  const rows = diffTexts('title', before.title, after.title);
  const blocks = before.body.map(textOf);
  const others = after.body.map(textOf);
  const changes = diffArrays(blocks, others, BOUNDS) ?? [
    { value: blocks, removed: true, added: false },
    { value: others, removed: false, added: true },
  ];
  const sides = { before: 0, after: 0 };
  for (let at = 0; at < changes.length; at++) {
    const change = changes[at];
    if (change === undefined) continue;
    if (!change.removed && !change.added) {
      for (const text of change.value) rows.push(whole('same', kindAt(after, sides.after++), text));
      sides.before += change.value.length;
      continue;
    }
    const next = changes[at + 1];
    const paired = change.removed && next?.added === true;
    const removed = change.removed ? change.value : [];
    const added = paired ? next.value : change.added ? change.value : [];
    if (paired) at++;
    for (let n = 0; n < Math.max(removed.length, added.length); n++) {
      const [old, fresh] = [removed[n], added[n]];
      if (old !== undefined && fresh !== undefined) rows.push(...diffTexts(kindAt(after, sides.after), old, fresh));
      else if (old !== undefined) rows.push(whole('removed', kindAt(before, sides.before), old));
      else if (fresh !== undefined) rows.push(whole('added', kindAt(after, sides.after), fresh));
      if (old !== undefined) sides.before++;
      if (fresh !== undefined) sides.after++;
    }
  }
  return rows;
}

const textOf = ({ text }: Block): string => text;
const kindAt = ({ body }: Side, at: number): string => body[at]?.kind ?? 'paragraph';
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
