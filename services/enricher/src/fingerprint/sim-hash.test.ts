import { tokenize } from '@presswatch/gazetteer';
import { describe, expect, it } from 'vitest';
import { simHash, wordHash } from './sim-hash.ts';

const words = (from: number, count: number) => Array.from({ length: count }, (_, i) => `word${(from + i) * 7919}`);
const hash = (parts: readonly string[]) =>
  simHash(Int32Array.from(tokenize(parts.join(' ')), (token) => wordHash(token.key)));

function distance(a: string, b: string): number {
  let bits = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; bits > 0n; bits >>= 1n) count += Number(bits & 1n);
  return count;
}

describe('simHash', () => {
  it('is the same for the same words, whatever their case and white space', () => {
    expect(hash(['The', 'Mill', 'opens', 'today'])).toBe(hash(['the', ' mill', 'opens\n', 'TODAY']));
    expect(simHash(new Int32Array(0))).toBe('0000000000000000');
    expect(hash(['one'])).toMatch(/^[0-9a-f]{16}$/);
  });

  it('lies near for near-duplicates and far for others', () => {
    const text = words(0, 300);
    const edited = [...text.slice(0, 150), 'another', ...text.slice(151)];
    expect(distance(hash(text), hash(edited))).toBeLessThanOrEqual(6);
    const apart = [1, 2, 3, 4].map((i) => distance(hash(text), hash(words(i * 1000, 300))));
    expect(Math.min(...apart)).toBeGreaterThan(16);
  });

  it('uses all bits', () => {
    const seen = new Set(Array.from({ length: 40 }, (_, i) => hash(words(i * 1000, 50))));
    expect(seen.size).toBe(40);
  });
});
