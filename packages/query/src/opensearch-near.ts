import type { Sequence } from './compile.ts';

/** A rule of OpenSearch's `intervals` query, as JSON. */
export type IntervalsRule = Readonly<Record<string, unknown>>;

/** What a NEAR comes to: nothing can meet it, one sequence says it all, or any of these rules in one field. */
export type NearRule =
  | { readonly kind: 'none' }
  | { readonly kind: 'sequence'; readonly sequence: Sequence }
  | { readonly kind: 'rules'; readonly rules: readonly IntervalsRule[] };

/**
 * FTS5's NEAR as rules for minimal intervals. A clump is one start of each sequence, of which the last is at most
 * `distance` terms after the end of each other one; two sequences may meet the same place (see `nearStarts`).
 *
 * Lucene counts gaps otherwise: the width of all, less the widths of its parts. For two sequences that is the same, and
 * for single terms that never meet the same place it is the same but for a constant. Everything else is spelt out.
 */
export function nearRule(sequences: readonly Sequence[], distance: number): NearRule {
  const parts = withoutImplied(sequences);
  const [first, second] = parts;
  if (first === undefined) return { kind: 'none' };
  if (second === undefined) return { kind: 'sequence', sequence: first };
  if (parts.length === 2) return { kind: 'rules', rules: [together(parts, distance)] };
  if (parts.every(({ terms }) => terms.length === 1)) {
    const gaps = distance + 2 - parts.length;
    return gaps < 0 ? { kind: 'none' } : { kind: 'rules', rules: [together(parts, gaps)] };
  }
  return { kind: 'rules', rules: parts.map((last) => lastOfClump(last, parts, distance)) };
}

const together = (parts: readonly Sequence[], maxGaps: number): IntervalsRule => ({
  all_of: { ordered: false, max_gaps: maxGaps, intervals: parts.map(sequenceRule) },
});

/**
 * A sequence is met wherever another one of its length is that begins with it, as it stands or by its prefix: it adds
 * nothing. Lucene, besides, never lets two equal rules meet the same place.
 */
function withoutImplied(sequences: readonly Sequence[]): readonly Sequence[] {
  const kept: Sequence[] = [];
  for (const one of sequences) {
    if (kept.some((other) => implies(other, one))) continue;
    for (let n = kept.length - 1; n >= 0; n -= 1) {
      const other = kept[n];
      if (other !== undefined && implies(one, other)) kept.splice(n, 1);
    }
    kept.push(one);
  }
  return kept;
}

/** Whether the second is met at every place where the first is. */
function implies(one: Sequence, other: Sequence): boolean {
  if (one.terms.length !== other.terms.length) return false;
  const last = one.terms.length - 1;
  return one.terms.every((term, n) => {
    const wanted = other.terms[n] ?? '';
    if (n < last || !other.prefix) return term === wanted && (n < last || !one.prefix);
    return term.startsWith(wanted);
  });
}

/**
 * The places of a sequence that are the last of a clump: for each other sequence there is a start at or before it whose
 * end it follows closely, or within which it begins. The latter are sequences, too, known beforehand: the two, merged.
 *
 * Each condition is a rule over the last sequence alone. Its places have one width, so none hides another; and where a
 * rule of two sequences hides an interval behind a smaller one, the smaller one belongs to a clump that ends earlier.
 */
function lastOfClump(last: Sequence, parts: readonly Sequence[], distance: number): IntervalsRule {
  const place = sequenceRule(last);
  return parts
    .filter((part) => part !== last)
    .reduce((rule, part) => {
      const apart = { all_of: { ordered: true, max_gaps: distance, intervals: [sequenceRule(part), place] } };
      const merged = mergers(part, last).map(sequenceRule);
      if (merged.length === 0) return within(rule, apart);
      return within(rule, { any_of: { intervals: [apart, ...merged].map((way) => within(place, way)) } });
    }, place);
}

const within = (rule: IntervalsRule, place: IntervalsRule): IntervalsRule => ({
  all_of: { intervals: [rule], filter: { contained_by: place } },
});

/** The sequences that two make where the second begins within the first. */
function mergers(first: Sequence, second: Sequence): Sequence[] {
  const merged: Sequence[] = [];
  for (let offset = 0; offset < first.terms.length; offset += 1) {
    const length = Math.max(first.terms.length, offset + second.terms.length);
    const slots = Array.from({ length }, (_, n) => bothAt(slotAt(first, n), slotAt(second, n - offset)));
    const terms = slots.map((slot) => slot?.term);
    // What is left of a prefix stands at the end: before it, the other sequence gives the whole term.
    if (terms.every((term) => term !== undefined)) merged.push({ terms, prefix: slots.at(-1)?.prefix ?? false });
  }
  return merged;
}

interface Slot {
  readonly term: string;
  readonly prefix: boolean;
}

const slotAt = ({ terms, prefix }: Sequence, at: number): Slot | undefined => {
  const term = terms[at];
  return term === undefined ? undefined : { term, prefix: prefix && at === terms.length - 1 };
};

/** What a term must be to be both; undefined where no term is. */
function bothAt(one: Slot | undefined, other: Slot | undefined): Slot | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const [long, short] = one.term.length >= other.term.length ? [one, other] : [other, one];
  if (long.term === short.term) return { term: long.term, prefix: long.prefix && short.prefix };
  return short.prefix && long.term.startsWith(short.term) ? long : undefined;
}

function sequenceRule({ terms, prefix }: Sequence): IntervalsRule {
  const whole = prefix ? terms.slice(0, -1) : terms;
  const words = { match: { query: whole.join(' '), analyzer: 'whitespace', ordered: true, max_gaps: 0 } };
  if (!prefix) return words;
  const begins = beginningRule(terms.at(-1) ?? '');
  return whole.length === 0 ? begins : { all_of: { ordered: true, max_gaps: 0, intervals: [words, begins] } };
}

/** The most terms of one segment that OpenSearch lets a rule stand for (`indices.query.bool.max_clause_count`). */
const MAX_EXPANSIONS = 1024;

/** Stretches of code points from U+0030 on, without half pairs; the large scripts in parts. */
const STRETCHES: readonly (readonly [from: number, to: number])[] = [
  [0x30, 0x33ff],
  [0x3400, 0x5dff],
  [0x5e00, 0x6fff],
  [0x7000, 0x83ff],
  [0x8400, 0xabff],
  [0xac00, 0xc1ff],
  [0xc200, 0xd7ff],
  [0xe000, 0x10ffff],
];

/**
 * Terms that begin like this. Within a NEAR these are the pairs that a single letter of a script without spaces begins:
 * often thousands, more than one rule may stand for. So each rule takes those whose next letter lies in one stretch.
 * Terms hold letters, marks and digits only: none of them means anything in a regular expression.
 */
function beginningRule(prefix: string): IntervalsRule {
  const stretches = STRETCHES.map(([from, to]) => `[${String.fromCodePoint(from)}-${String.fromCodePoint(to)}].*`);
  const patterns = stretches.map((stretch, n) => `${prefix}${n === 0 ? `(${stretch})?` : stretch}`);
  const rules = patterns.map((pattern) => ({ regexp: { pattern, max_expansions: MAX_EXPANSIONS } }));
  return { any_of: { intervals: rules } };
}
