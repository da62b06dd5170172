import { CODE_FIELDS, type CodeField, TEXT_FIELDS, type TextField, type TimeField } from './tree.ts';

/** What stands before a colon, as it is read. */
export type FieldSpec =
  | { readonly kind: 'text'; readonly name: string; readonly field: TextField }
  | { readonly kind: 'code'; readonly name: string; readonly field: CodeField }
  | { readonly kind: 'time'; readonly name: string; readonly field: TimeField; readonly bound: 'from' | 'to' };

const SPECS: readonly FieldSpec[] = [
  ...TEXT_FIELDS.map((field) => ({ kind: 'text', name: field, field }) as const),
  ...CODE_FIELDS.map((field) => ({ kind: 'code', name: field, field }) as const),
  { kind: 'time', name: 'after', field: 'published', bound: 'from' },
  { kind: 'time', name: 'before', field: 'published', bound: 'to' },
  { kind: 'time', name: 'seen-after', field: 'seen', bound: 'from' },
  { kind: 'time', name: 'seen-before', field: 'seen', bound: 'to' },
];
const BY_NAME: ReadonlyMap<string, FieldSpec> = new Map(SPECS.map((spec) => [spec.name, spec]));

export const FIELD_NAMES: readonly string[] = SPECS.map((spec) => spec.name);

/** The field of this name, in any case of letters. */
export const fieldNamed = (name: string): FieldSpec | undefined => BY_NAME.get(name.toLowerCase());

/** Other words that people use for a field. */
const SYNONYMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    headline: 'title',
    subject: 'title',
    text: 'body',
    content: 'body',
    from: 'issuer',
    author: 'issuer',
    by: 'issuer',
    ministry: 'issuer',
    publisher: 'distributor',
    wire: 'distributor',
    nation: 'country',
    name: 'entity',
    person: 'entity',
    organisation: 'entity',
    organization: 'entity',
    org: 'entity',
    place: 'entity',
    category: 'topic',
    tag: 'topic',
    type: 'kind',
    language: 'lang',
    feed: 'source',
    since: 'after',
    until: 'before',
    date: 'after',
    published: 'after',
    seen: 'seen-after',
  }),
);

/** The field that was probably meant: a synonym, or one that is at most two slips of the pen away. */
export function closestField(name: string): string | undefined {
  const lower = name.toLowerCase();
  const synonym = SYNONYMS.get(lower);
  if (synonym !== undefined) return synonym;
  const allowed = lower.length < 4 ? 1 : 2;
  const [best] = FIELD_NAMES.map((field) => ({ field, slips: editDistance(lower, field) }))
    .filter(({ slips }) => slips <= allowed)
    .sort((a, b) => a.slips - b.slips);
  return best?.field;
}

/** Insertions, deletions, changes and swaps of neighbours between two short words (optimal string alignment). */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
