import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prefixEnd } from './prefix-end.ts';

const compare = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('prefixEnd', () => {
  it('counts the last code point up, over the surrogates and past the last one', () => {
    expect(prefixEnd('ab')).toBe('ac');
    expect(prefixEnd('\u{d7ff}')).toBe('\u{e000}');
    expect(prefixEnd('a\u{10ffff}')).toBe('b');
    expect(prefixEnd('')).toBeNull();
    expect(prefixEnd('\u{10ffff}\u{10ffff}')).toBeNull();
  });

  it('separates the texts with the prefix from those behind them', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, (prefix, other) => {
        const end = prefixEnd(prefix);
        if (end === null) return;
        expect(compare(prefix + other, end)).toBeLessThan(0);
        if (compare(other, prefix) >= 0 && !other.startsWith(prefix)) {
          expect(compare(other, end)).toBeGreaterThanOrEqual(0);
        }
      }),
      { seed: 20240628, numRuns: 50 },
    );
  });
});
