import type { CodeField } from './tree.ts';

/**
 * A code as one term of the index: its field, then its value in lower case, every character but a–z and 0–9 written as
 * `x<hex>x` (and x itself so, too). Thus `topic:medtop:20000065` survives any tokeniser whole, and no two codes meet.
 */
export function codeTerm(field: CodeField, value: string): string {
  const plain = value.trim().normalize('NFKC').toLowerCase().toWellFormed();
  const encoded = plain.replace(/[^a-wyz0-9]/gu, (char) => `x${(char.codePointAt(0) ?? 0).toString(16)}x`);
  return `${field}x${encoded}`;
}
