import { describe, expect, it } from 'vitest';
import { joinLines } from './join.ts';

const join = (text: string) =>
  joinLines(text.split('\n')).map(({ text: piece, item }) => (item ? `* ${piece}` : piece));

describe('joinLines', () => {
  it.each<[string, string, string[]]>([
    [
      'joins wrapped lines',
      'The first line of a text that\ngoes on here.',
      ['The first line of a text that goes on here.'],
    ],
    [
      'begins anew at an indentation',
      'One paragraph ends\nhere.\n   Another begins\nhere.',
      ['One paragraph ends here.', 'Another begins here.'],
    ],
    [
      'begins anew after a short last line',
      'A paragraph that fills its line\nends.\nAnd another one begins after it',
      ['A paragraph that fills its line ends.', 'And another one begins after it'],
    ],
    ['takes list items', 'The list:\n- one that goes\n  on\n2) two', ['The list:', '* one that goes on', '* two']],
    ['keeps a dash that opens no list', 'A range of 10\n- 20 is meant', ['A range of 10 - 20 is meant']],
    ['keeps lines that are not wrapped apart', `${'long '.repeat(30)}\nshort`, ['long '.repeat(30).trim(), 'short']],
    ['joins a divided word at its own hyphen', 'the well-\nknown firm', ['the well-known firm']],
    [
      'keeps the lines of a contact block apart',
      'Jane Poe\nAcme Lamps Inc.\nTel. +46 46 555 01 99\njane@acme.example',
      ['Jane Poe', 'Acme Lamps Inc.', 'Tel. +46 46 555 01 99', 'jane@acme.example'],
    ],
    ['joins Japanese without a space', '東京都は\n今日', ['東京都は今日']],
  ])('%s', (_, text, expected) => {
    expect(join(text)).toEqual(expected);
  });
});
