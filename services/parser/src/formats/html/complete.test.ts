import { describe, expect, it } from 'vitest';
import type { DomContent } from './blocks.ts';
import { completed } from './complete.ts';

const long = (name: string) => `${name}, which is a sentence of more than sixty characters, and ends as sentences do.`;

/** A page's blocks: `kind place text`, an asterisk before those that were chosen, `@` before those that are links. */
function completedOf(lines: readonly string[], description = '') {
  const whole: DomContent = { blocks: [], links: [], linked: [], places: [] };
  const chosen: DomContent['blocks'] = [];
  for (const line of lines) {
    const [, mark, kind = '', place = '', text = ''] = /^([*@]?)(\S+) (\S+) (.*)$/.exec(line) ?? [];
    const block = { kind, text: text.length === 1 ? long(text) : text };
    whole.blocks.push(block);
    whole.places.push(place);
    whole.linked.push(mark === '@' ? 1 : 0);
    if (mark === '*') chosen.push(block);
  }
  const texts = completed(chosen, whole, 'News of the wheels', description).map(({ text }) => text);
  return texts.map((text) => (text === long(text.charAt(0)) ? text.charAt(0) : text)).join(' | ');
}

describe('completed', () => {
  it.each([
    [
      'the lead below the heading',
      ['paragraph x Z', 'heading h News of the wheels', 'paragraph p Short', 'paragraph x A', '*paragraph p B'],
      'A | B',
    ],
    ['no lead that leads elsewhere', ['heading h News of the wheels', '@paragraph x A', '*paragraph p B'], 'B'],
    [
      'paragraphs in places like the chosen',
      ['*paragraph p A', 'paragraph p Few words', 'paragraph q C', '*paragraph p D'],
      'A | Few words | D',
    ],
    [
      'headings over chosen text',
      ['*paragraph p A', 'heading h What', '*paragraph p D', 'heading h More', 'paragraph q X'],
      'A | What | D',
    ],
    [
      'contacts below',
      [
        '*paragraph p A',
        'paragraph q X',
        'heading h Media contact',
        'paragraph q jane@wheels.example',
        'heading h Old',
        'paragraph q C',
      ],
      'A | Media contact | jane@wheels.example',
    ],
    [
      'contacts between',
      ['*paragraph p A', 'heading h Media contact', 'paragraph q jane@wheels.example', '*paragraph p B'],
      'A | Media contact | jane@wheels.example | B',
    ],
    [
      'what is said about the issuer',
      ['*paragraph p A', 'heading h About Wheels Inc', 'paragraph q B'],
      'A | About Wheels Inc | B',
    ],
    [
      'no menus',
      ['*paragraph p A', '@paragraph q Contact', '@paragraph q About us', 'heading h Contact', 'paragraph q Form'],
      'A',
    ],
    ['nothing where nothing is known again', ['paragraph p A', '*paragraph p B'].slice(0, 1), ''],
  ])('adds %s', (_, lines, expected) => {
    expect(completedOf(lines)).toBe(expected);
  });

  it('knows the lead by the description, wherever it stands', () => {
    expect(completedOf(['paragraph x A', 'paragraph x Z', '*paragraph p B'], long('A'))).toBe('A | B');
  });
});
