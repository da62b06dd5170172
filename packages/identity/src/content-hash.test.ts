import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash } from './content-hash.ts';

const title = 'Night ferry returns';
const blocks = ['The night ferry runs again from Monday.', 'Fares stay as they are.'];
const hash = contentHash(title, blocks);

describe('contentHash', () => {
  it.each([
    ['line breaks', title, ['The night ferry\nruns again\r\n from Monday.', ' Fares stay as they are. ']],
    [
      'typographic spaces',
      'Night\u00a0ferry returns',
      ['The night\u2009ferry runs again from Monday.', 'Fares stay as they are.'],
    ],
    ['soft hyphens and zero-width characters', 'Night fer\u00adry re\u200bturns', blocks],
    ['empty blocks', title, [blocks[0] ?? '', '', ' \n', blocks[1] ?? '']],
    ['where blocks are cut', title, [blocks.join(' ')]],
    ['ligatures', title, ['The night ferry runs again from Monday.', 'Fares stay as they are.'.replace('st', 'ﬆ')]],
  ])('does not change with %s', (_name, otherTitle, otherBlocks) => {
    expect(contentHash(otherTitle, otherBlocks)).toBe(hash);
  });

  it.each([
    ['a word', title, ['The night ferry runs again from Tuesday.', 'Fares stay as they are.']],
    ['case', 'Night Ferry returns', blocks],
    ['punctuation', title, ['The night ferry runs again from Monday?', 'Fares stay as they are.']],
    ['the order of blocks', title, blocks.toReversed()],
    ['a missing block', title, blocks.slice(0, 1)],
    ['the border of title and body', `${title} ${blocks[0]}`, blocks.slice(1)],
  ])('changes with %s', (_name, otherTitle, otherBlocks) => {
    expect(contentHash(otherTitle, otherBlocks)).not.toBe(hash);
  });

  it('does not tell compatible characters apart, whichever the quick look lets pass', () => {
    for (let code = 0; code < 0xd800; code++) {
      const text = `a${String.fromCharCode(code)}b`;
      if (contentHash(text, [text]) !== contentHash(text.normalize('NFKC'), [text.normalize('NFKC')])) {
        expect.fail(`U+${code.toString(16)} is not normalised`);
      }
    }
  });

  it('is the same for composed and decomposed letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string({ unit: 'grapheme' })), (words, texts) => {
        const decomposed = texts.map((text) => text.normalize('NFD'));
        expect(contentHash(words.normalize('NFD'), decomposed)).toBe(contentHash(words, texts));
      }),
      { seed: 51 },
    );
  });
});
