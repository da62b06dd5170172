import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainBlocks } from './plain.ts';
import { grammarBlocks, markdownBlocks } from './tokens.ts';

/** Pieces that lines are made of: words, white space, and whatever means something to the grammar somewhere. */
const PIECES =
  'word Über 公告 e\u0301 \u{1F600} . , ; : ! ? ( ) ] } { " \' % $ @ ^ ~ ~~ # ## ###### ####### & &amp; R&D && * ** _ a_b ` [ \\ < > | - -- --- = === + / 1 12. 3) 2024 www.a.example https://a.example/b'.split(
    ' ',
  );
const SPACES = [
  '',
  ' ',
  ' ',
  ' ',
  '  ',
  '\t',
  '\u00A0',
  '\u200B',
  '   ',
  '\n',
  '\n',
  '\n\n',
  '\n\n',
  ' \n',
  '  \n',
  '\n ',
  '\n\t',
];
const PLAIN = [
  '[a](/b)',
  '*em*',
  'a_b_',
  '`c`',
  '&lt;',
  '-x',
  '+1',
  '--',
  '=',
  '1.5',
  'word',
  'Über',
  'and, so',
  'R&D',
  '(a)',
  '5%',
  'end.',
  'no~w',
  'x#y',
  '!',
  'a-b',
  '\u00A0',
  '😀',
];

const piece = fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom(...SPACES)).map((pair) => pair.join(''));
const plainPiece = fc
  .tuple(
    fc.constantFrom('', '', '', '', '\n\n', '\n', '\n# ', '\n### ', '\n\n#\t', ' \n', '  \n', '\n \n', '\t\n'),
    fc.constantFrom(...PLAIN),
    fc.constantFrom(' ', ' ', '  ', ''),
  )
  .map((parts) => parts.join(''));
const text = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
  fc.array(plainPiece, { maxLength: 30 }).map((parts) => parts.join('')),
);

/** For texts that must be read without. */
const none = (content: string): string => {
  throw new Error(`No mark-up was to be read in ${content}.`);
};

describe('plainBlocks', () => {
  it('gives what the grammar’s reader gives, or leaves the text to it', () => {
    let plain = 0;
    fc.assert(
      fc.property(text, (source) => {
        if (plainBlocks(source, (content) => content) !== undefined) plain++;
        expect(markdownBlocks(source)).toEqual(grammarBlocks(source));
      }),
      { numRuns: 5000, seed: 20240628 },
    );
    expect(plain).toBeGreaterThan(2000);
  });

  it('reads headings and paragraphs over several lines', () => {
    expect(plainBlocks('## A  title \nOne line  \nand R&D.\n\n+1 555\n', none)).toEqual([
      { kind: 'heading', text: 'A title', level: 2 },
      { kind: 'paragraph', text: 'One line\nand R&D.' },
      { kind: 'paragraph', text: '+1 555' },
    ]);
  });

  it('has only mark-up read', () => {
    const read: string[] = [];
    const blocks = plainBlocks('# A `b`\n\nplain\n\ntwo *lines*  \nof it \n', (content) => `<${read.push(content)}>`);
    expect(read).toEqual(['A `b`', 'two *lines*  \nof it']);
    expect(blocks?.map((block) => block.text)).toEqual(['<1>', 'plain', '<2>']);
  });

  it.each([
    '*a*',
    'a\n---',
    'a\n=',
    '- item',
    '+',
    '1. item',
    '    code',
    '[a]: /b',
    '#tag',
    '# a #',
    '<b>',
    'a|b\n-|-',
  ])('leaves %j to the grammar’s reader', (source) => {
    expect(plainBlocks(source, none)).toBeUndefined();
  });
});
