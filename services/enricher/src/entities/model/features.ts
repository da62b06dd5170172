import { GAP } from '@presswatch/gazetteer';
import { type Document, gapAt, keyAt } from '../../document.ts';
import { KIND } from '../../lexicon.ts';
import { isAlone, type Span } from './spans.ts';

/** Two to this many slots for weights. */
export const BITS = 15;
export const MAX_FEATURES = 40;

/** What the lists say of a word, as far as it tells types of names apart. */
const LISTS =
  KIND.firstName |
  KIND.plain |
  KIND.common |
  KIND.head |
  KIND.strongHead |
  KIND.placeHead |
  KIND.role |
  KIND.title |
  KIND.verb |
  KIND.productHead |
  KIND.instrumentHead |
  KIND.upper |
  KIND.digits |
  KIND.opensName;
const AROUND = KIND.role | KIND.title | KIND.verb | KIND.digits | KIND.firstName | KIND.capital | KIND.head;

/** Groups of features, so that training can leave a group out and make the model lean on the others. */
export const GROUP = { words: 0, lists: 1, context: 2, shape: 3 } as const;

export interface Features {
  readonly slots: Int32Array;
  readonly groups: Uint8Array;
  count: number;
}

export const emptyFeatures = (): Features => ({
  slots: new Int32Array(MAX_FEATURES),
  groups: new Uint8Array(MAX_FEATURES),
  count: 0,
});

function put(features: Features, group: number, tag: number, a: number, b = 0): void {
  let hash = Math.imul(a ^ Math.imul(tag, 0x85ebca6b), 0x9e3779b1) ^ Math.imul(b + 0x165667b1, 0xc2b2ae35);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x27d4eb2f);
  features.slots[features.count] = hash >>> (32 - BITS);
  features.groups[features.count] = group;
  features.count++;
}

function suffix(key: string, length: number): number {
  let hash = 0;
  for (let i = Math.max(0, key.length - length); i < key.length; i++) hash = Math.imul(hash, 31) + key.charCodeAt(i);
  return hash;
}

/** Kinds of gap that matter: the others are noise. */
const gapOf = (gap: number): number => gap & ~(GAP.tight | GAP.newline);

const shapeOf = (text: string): number => {
  if (text === text.toUpperCase()) return /\d/.test(text) ? 1 : text.length === 1 ? 2 : 3;
  if (/\d/.test(text)) return 4;
  return /\p{Ll}\p{Lu}/u.test(text) ? 5 : 6;
};

/**
 * Writes the features of a span into `features`: its words and their endings, what lists say of them, its shape, and
 * the words and punctuation around it.
 */
export function featuresOf(doc: Document, span: Span, features: Features): void {
  features.count = 0;
  const { from, to } = span;
  const last = to - 1;
  const hash = (at: number): number => (at < 0 ? 1 : (doc.hashes[at] ?? 2));
  const kinds = (at: number): number => (at < 0 ? 0 : (doc.kinds[at] ?? 0));
  const size = to - from;
  wordFeatures(doc, span, features);
  let all = 0;
  let plain = 0;
  for (let at = from; at < to; at++) {
    all |= kinds(at) & LISTS;
    if (kinds(at) & (KIND.plain | KIND.common)) plain++;
  }
  put(features, GROUP.lists, 10, kinds(from) & LISTS, size > 1 ? 1 : 0);
  put(features, GROUP.lists, 11, kinds(last) & LISTS, size > 1 ? 1 : 0);
  put(features, GROUP.lists, 12, all, size);
  put(features, GROUP.lists, 13, plain, size);
  const before = gapOf(gapAt(doc, from));
  const after = gapOf(gapAt(doc, to));
  const style = doc.styles[from] ?? 0;
  put(features, GROUP.context, 20, before, hash(from - 1));
  put(features, GROUP.context, 21, hash(from - 2), hash(from - 1));
  put(features, GROUP.context, 22, after, hash(to));
  put(features, GROUP.context, 23, hash(to), hash(to + 1));
  put(features, GROUP.context, 24, hash(from - 1), hash(to));
  put(features, GROUP.context, 25, before, after);
  put(features, GROUP.context, 26, kinds(to) & AROUND, after);
  put(features, GROUP.context, 27, kinds(from - 1) & AROUND, before);
  put(features, GROUP.context, 28, hash(to + 1));
  put(features, GROUP.context, 29, hash(from - 2));
  put(features, GROUP.shape, 30, size * 4 + style * 2 + (doc.opens[from] ?? 0), isAlone(doc, span) ? 1 : 0);
  put(
    features,
    GROUP.shape,
    31,
    shapeOf(doc.tokens[from]?.text ?? ''),
    shapeOf(doc.tokens[last]?.text ?? '') * 8 + Math.min(size, 4),
  );
  put(features, GROUP.shape, 32, after & GAP.possessive, size);
  put(features, GROUP.shape, 33, 0);
}

function wordFeatures(doc: Document, { from, to }: Span, features: Features): void {
  const last = to - 1;
  const first = keyAt(doc, from);
  const end = keyAt(doc, last);
  put(features, GROUP.words, 1, doc.hashes[from] ?? 0, to - from > 1 ? 1 : 0);
  put(features, GROUP.words, 2, doc.hashes[last] ?? 0);
  for (let at = from; at < to; at++) put(features, GROUP.words, 3, doc.hashes[at] ?? 0);
  put(features, GROUP.words, 4, suffix(first, 3), to - from > 1 ? 1 : 0);
  put(features, GROUP.words, 5, suffix(end, 3), to - from > 1 ? 1 : 0);
  put(features, GROUP.words, 6, suffix(end, 2), suffix(first, 2));
}
