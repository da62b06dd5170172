import { analyse, type Token } from './analyse.ts';
import type { CompiledNode, CompiledQuery, Sequence } from './compile.ts';
import { nearStarts, sequenceStarts, type TermPositions } from './positions.ts';
import type { TextField } from './tree.ts';

/** A stretch of text with what matched: `[start, end)` in UTF-16 units of `text`, in order, without overlap. */
export interface Fragment {
  readonly text: string;
  readonly marks: readonly (readonly [start: number, end: number])[];
}

export interface HighlightOptions {
  /** The field that the text is of: only what is looked for there is marked. */
  readonly field: TextField;
  /** Default 3. */
  readonly maxFragments?: number;
  /** In UTF-16 units, at least 40; default 200. A text no longer than this stays whole. */
  readonly fragmentLength?: number;
}

type Mark = readonly [start: number, end: number];

/**
 * Marks in a text what a query looks for there: whole phrases, the words that a prefix found, the words of a NEAR that
 * stand close enough. Nothing under a `not` is marked. The fragments are those with the most marks, in the order of the
 * text. Linear in the text.
 *
 * @returns no fragment where nothing is found
 */
export function highlight(query: CompiledQuery, text: string, options: HighlightOptions): Fragment[] {
  const tokens = analyse(text);
  const marks = merged(marksOf(query.root, options.field, tokens, positionsOf(tokens)));
  const length = Math.max(40, options.fragmentLength ?? 200);
  return layOut(text, bestWindows(windowsOver(marks, length), options.maxFragments ?? 3), marks, length);
}

function positionsOf(tokens: readonly Token[]): TermPositions {
  const positions = new Map<string, number[]>();
  for (const { term, position } of tokens) {
    const known = positions.get(term);
    if (known === undefined) positions.set(term, [position]);
    else known.push(position);
  }
  return { positions };
}

function marksOf(node: CompiledNode, field: TextField, tokens: readonly Token[], text: TermPositions): Mark[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.nodes.flatMap((inner) => marksOf(inner, field, tokens, text));
    case 'sequence':
      if (node.field !== undefined && node.field !== field) return [];
      return sequenceMarks(node, sequenceStarts(text, node), tokens);
    case 'near': {
      if (node.field !== undefined && node.field !== field) return [];
      const found = nearStarts(text, node.sequences, node.distance);
      return found.flatMap((starts, n) => sequenceMarks(node.sequences[n], starts, tokens));
    }
    default:
      return [];
  }
}

function sequenceMarks(sequence: Sequence | undefined, starts: readonly number[], tokens: readonly Token[]): Mark[] {
  const marks: Mark[] = [];
  for (const start of starts) {
    const first = tokens[start];
    const length = sequence?.terms.length ?? 1;
    const last = tokens[start + length - 1];
    if (first === undefined || last === undefined) continue;
    // A single letter of a script without spaces finds the pair that begins with it; the next term begins at the other.
    const next = sequence?.prefix ? tokens[start + length] : undefined;
    marks.push([first.start, Math.min(last.end, next?.start ?? last.end)]);
  }
  return marks;
}

/** In order, overlapping ones as one. */
function merged(marks: readonly Mark[]): Mark[] {
  const result: [number, number][] = [];
  for (const [start, end] of marks.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = result.at(-1);
    if (last !== undefined && start < last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

/** Parts the marks into groups that fit a fragment, each as full as can be from the left. */
function windowsOver(marks: readonly Mark[], length: number): Mark[][] {
  const windows: Mark[][] = [];
  for (const mark of marks) {
    const window = windows.at(-1);
    const first = window?.[0];
    if (window !== undefined && first !== undefined && mark[1] - first[0] <= length) window.push(mark);
    else windows.push([mark]);
  }
  return windows;
}

function bestWindows(windows: readonly Mark[][], count: number): Mark[][] {
  const best = windows.toSorted((a, b) => b.length - a.length).slice(0, Math.max(0, count));
  return best.toSorted((a, b) => (a[0]?.[0] ?? 0) - (b[0]?.[0] ?? 0));
}

/** A fragment for each window: its marks with words around them, cut at spaces where there are some; none overlap. */
function layOut(text: string, windows: readonly Mark[][], marks: readonly Mark[], length: number): Fragment[] {
  let free = 0;
  return windows.map((window, n) => {
    const first = window[0]?.[0] ?? 0;
    const last = window.at(-1)?.[1] ?? 0;
    const room = Math.max(0, length - (last - first));
    const from = Math.max(free, Math.min(first - (room >> 1), text.length - length));
    const limit = windows[n + 1]?.[0]?.[0] ?? text.length;
    const to = Math.max(last, Math.min(limit, from + length));
    const start = from === 0 ? 0 : wordStart(text, from, first);
    const end = to === text.length ? to : wordEndBefore(text, to, last);
    free = end;
    // A word of a window that was not chosen may stand here, too.
    const here = marks.filter((mark) => mark[0] >= start && mark[1] <= end);
    return { text: text.slice(start, end), marks: here.map((mark) => [mark[0] - start, mark[1] - start] as const) };
  });
}

/** The most that a cut moves to fall on a space: scripts without spaces are cut anywhere. */
const REACH = 30;
const SPACE = /\s/;
const isLowSurrogate = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;

function wordStart(text: string, from: number, limit: number): number {
  for (let at = from; at <= Math.min(limit, from + REACH); at += 1) if (SPACE.test(text.charAt(at - 1))) return at;
  return from < limit && isLowSurrogate(text, from) ? from + 1 : from;
}

function wordEndBefore(text: string, to: number, limit: number): number {
  for (let at = to; at >= Math.max(limit, to - REACH); at -= 1) if (SPACE.test(text.charAt(at))) return at;
  return to > limit && isLowSurrogate(text, to) ? to - 1 : to;
}
