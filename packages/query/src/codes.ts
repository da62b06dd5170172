import { CODE_FIELDS, type CodeField } from './tree.ts';

/** Codes come again and again: the same few hundred on all releases. */
const MAX_KNOWN = 2_000;
const MAX_KNOWN_LENGTH = 100;
const KNOWN = Object.fromEntries(CODE_FIELDS.map((field) => [field, new Map()])) as Record<
  CodeField,
  Map<string, string>
>;

/**
 * A code as one term of the index: its field, then its value in lower case, every character but a–z and 0–9 written as
 * `x<hex>x` (and x itself so, too). Thus `topic:medtop:20000065` survives any tokeniser whole, and no two codes meet.
 */
export function codeTerm(field: CodeField, value: string): string {
  const known = KNOWN[field];
  const term = known.get(value);
  if (term !== undefined) return term;
  const made = makeTerm(field, value);
  if (value.length > MAX_KNOWN_LENGTH) return made;
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(value, made);
  return made;
}

function makeTerm(field: CodeField, value: string): string {
  const plain = value.trim().normalize('NFKC').toLowerCase().toWellFormed();
  const encoded = plain.replace(/[^a-wyz0-9]/gu, (char) => `x${(char.codePointAt(0) ?? 0).toString(16)}x`);
  return `${field}x${encoded}`;
}
