import type { Sequence } from './compile.ts';

/** Where the terms of some text stand: sorted positions for each. */
export interface TermPositions {
  readonly positions: ReadonlyMap<string, readonly number[]>;
}

/** Positions from `from` up to but not including `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const NOWHERE: readonly number[] = [];
const sortedTerms = new WeakMap<TermPositions, readonly string[]>();

function termsInOrder(text: TermPositions): readonly string[] {
  const known = sortedTerms.get(text);
  if (known !== undefined) return known;
  const terms = [...text.positions.keys()].sort();
  sortedTerms.set(text, terms);
  return terms;
}

/** The terms that begin like this. */
export function termsFrom(text: TermPositions, prefix: string): readonly string[] {
  const terms = termsInOrder(text);
  const first = lowerBound(terms, prefix);
  let end = first;
  while (end < terms.length && terms[end]?.startsWith(prefix)) end += 1;
  return terms.slice(first, end);
}

function lowerBound<T extends string | number>(sorted: readonly T[], value: T): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = sorted[middle];
    if (at !== undefined && at < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const includes = (sorted: readonly number[], value: number): boolean => sorted[lowerBound(sorted, value)] === value;

function positionsOf(text: TermPositions, term: string, prefix: boolean): readonly number[] {
  if (!prefix) return text.positions.get(term) ?? NOWHERE;
  const found = termsFrom(text, term);
  const [only] = found;
  if (only === undefined) return NOWHERE;
  if (found.length === 1) return text.positions.get(only) ?? NOWHERE;
  return found.flatMap((one) => text.positions.get(one) ?? NOWHERE).sort((a, b) => a - b);
}

/** Where a sequence begins, sorted, within a span if one is given. Starts from its rarest term. */
export function sequenceStarts(text: TermPositions, { terms, prefix }: Sequence, span?: Span): readonly number[] {
  const lists: (readonly number[])[] = [];
  let rarest = 0;
  for (let n = 0; n < terms.length; n += 1) {
    const list = positionsOf(text, terms[n] ?? '', prefix && n === terms.length - 1);
    if (list.length === 0) return NOWHERE;
    if (list.length < (lists[rarest]?.length ?? Number.POSITIVE_INFINITY)) rarest = n;
    lists.push(list);
  }
  const candidates = lists[rarest] ?? NOWHERE;
  if (lists.length === 1 && span === undefined) return candidates;
  const starts: number[] = [];
  for (const at of candidates) {
    const start = at - rarest;
    if (span !== undefined && (start < span.from || start >= span.to)) continue;
    if (lists.every((list, n) => n === rarest || includes(list, start + n))) starts.push(start);
  }
  return starts;
}

/**
 * The starts of those sequences that stand close together, for each sequence; empty where nothing does. A clump is one
 * start of each, of which the last is at most `distance` terms after the end of each other one: FTS5's rule for NEAR.
 */
export function nearStarts(
  text: TermPositions,
  sequences: readonly Sequence[],
  distance: number,
  span?: Span,
): readonly (readonly number[])[] {
  const lists = sequences.map((sequence) => sequenceStarts(text, sequence, span));
  if (lists.some((list) => list.length === 0)) return [];
  const found = sequences.map(() => new Set<number>());
  const lasts = [...new Set(lists.flat())].sort((a, b) => a - b);
  const cursors = lists.map(() => 0);
  for (const last of lasts) {
    const clump = clumpAt(lists, cursors, sequences, distance, last);
    clump?.forEach((starts, n) => {
      for (const start of starts) found[n]?.add(start);
    });
  }
  return found.some((starts) => starts.size === 0) ? [] : found.map((starts) => [...starts].sort((a, b) => a - b));
}

/** The starts of each sequence that fit a clump whose last start is `last`. The cursors only ever go forward. */
function clumpAt(
  lists: readonly (readonly number[])[],
  cursors: number[],
  sequences: readonly Sequence[],
  distance: number,
  last: number,
): number[][] | undefined {
  const clump: number[][] = [];
  for (let n = 0; n < lists.length; n += 1) {
    const list = lists[n] ?? NOWHERE;
    const earliest = last - (sequences[n]?.terms.length ?? 0) - distance;
    let at = cursors[n] ?? 0;
    while (at < list.length && (list[at] ?? 0) < earliest) at += 1;
    cursors[n] = at;
    const starts: number[] = [];
    for (; at < list.length && (list[at] ?? 0) <= last; at += 1) starts.push(list[at] ?? 0);
    if (starts.length === 0) return undefined;
    clump.push(starts);
  }
  return clump;
}
