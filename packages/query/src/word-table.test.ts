import { describe, expect, it } from 'vitest';
import { foldedUnit } from './characters.ts';
import { createWordTable, HASH_START, hashUnit } from './word-table.ts';

function tableOver(makeTerm: (word: string) => string) {
  const table = createWordTable(makeTerm);
  const number = (word: string, hash?: number): number => {
    const units = Uint16Array.from(`<${word}>`, (unit) => foldedUnit(unit.charCodeAt(0)));
    const own = units.subarray(1, -1).reduce(hashUnit, HASH_START);
    return table.find(units, 1, word.length + 1, hash ?? own);
  };
  return { table, number, term: (word: string, hash?: number) => table.term(number(word, hash)) };
}

describe('createWordTable', () => {
  it('makes a term once, for both sizes of ASCII letters', () => {
    const made: string[] = [];
    const { term } = tableOver((word) => {
      made.push(word);
      return `${word}é中𝐁`;
    });
    expect(['Trade', 'trade', 'TRADE', 'trades', 'été', 'Été'].map((word) => term(word))).toEqual([
      'tradeé中𝐁',
      'tradeé中𝐁',
      'tradeé中𝐁',
      'tradesé中𝐁',
      'étéé中𝐁',
      'Étéé中𝐁',
    ]);
    expect(made).toEqual(['trade', 'trades', 'été', 'Été']);
  });

  it('gives the bytes of a term where it says', () => {
    const { table, number } = tableOver((word) => `${word}ß`);
    number('before');
    const word = number('word');
    expect(Buffer.from(table.bytes.subarray(table.startOf(word), table.endOf(word))).toString()).toBe('wordß');
  });

  it('tells words apart that meet under one hash, however many', () => {
    const { term } = tableOver((word) => word);
    for (let round = 0; round < 2; round += 1)
      for (let n = 0; n < 100; n += 1) expect(term(`word${n}`, 1)).toBe(`word${n}`);
  });

  it('stays right when it is full, and begins anew', () => {
    let made = 0;
    const { term } = tableOver((word) => {
      made += 1;
      return word.repeat(2);
    });
    for (let n = 0; n < 200_000; n += 1) {
      const word = `w${n.toString(36)}`;
      if (term(word) !== word.repeat(2)) expect(term(word)).toBe(word.repeat(2));
    }
    expect(made).toBe(200_000);
    expect(term('w0')).toBe('w0w0');
    expect(made).toBe(200_001);
  });

  it('keeps the longest words and terms', () => {
    const { term } = tableOver(() => '中'.repeat(64));
    for (let n = 0; n < 10_000; n += 1) {
      const long = `${n}`.padStart(64, 'x');
      if (term(long) !== '中'.repeat(64)) expect(term(long)).toBe('中'.repeat(64));
    }
  });
});
