import { describe, expect, it } from 'vitest';
import { fold, foldLines } from './fold.ts';

describe('fold', () => {
  it('folds white space and drops what nobody sees, character by character as its rules say', () => {
    for (let code = 0; code < 0x10000; code++) {
      const char = String.fromCharCode(code);
      const invisible = /[\u00AD\u200B\u2060\uFEFF]/.test(char) || (/\p{Cc}/u.test(char) && !/\s/.test(char));
      const wanted = invisible ? 'ab' : /\s/.test(char) ? 'a b' : `a${char}b`;
      if (fold(`a${char}b`) !== wanted)
        expect.fail(`U+${code.toString(16)} gives ${JSON.stringify(fold(`a${char}b`))}`);
    }
  });

  it.each([
    ['  a  b \n c ', 'a b c'],
    ['a b', 'a b'],
    ['', ''],
    [' ', ''],
    ['a \u0000 b', 'a b'],
  ])('folds %j to %j', (text, folded) => expect(fold(text)).toBe(folded));
});

it('keeps lines and the tabs that part their cells', () => {
  expect(foldLines('\n\nYear\tTides\u0007 \r\n2024\t700\n\t\n  x\u200B\n')).toBe('Year\tTides\n2024\t700\n\n  x');
});
