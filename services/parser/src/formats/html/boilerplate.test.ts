import { describe, expect, it } from 'vitest';
import { withoutClutter } from './boilerplate.ts';

const TITLE = 'Sample Wheels opens a plant in Sampletown';
const SAID = 'The company, which makes wheels for carts, said today that its new plant has begun to work.';
const ctx = { now: Date.UTC(2025, 0, 15), order: undefined };

/** What stays of lines, of which those that begin with `@` are links and those with `#` headings. */
function left(...lines: string[]): string[] {
  const blocks = lines.map((line) => ({
    kind: line.startsWith('#') ? 'heading' : 'paragraph',
    text: line.replace(/^[@#]/, ''),
  }));
  const linked = lines.map((line) => (line.startsWith('@') ? 1 : 0));
  const content = { blocks, links: [], linked, places: lines.map(() => '') };
  return withoutClutter(content, TITLE, ctx).map(({ text }) => text);
}

describe('withoutClutter', () => {
  it.each([
    ['the title again', [`#${TITLE}`, 'Sample Wheels opens a plant in Sampletown – News']],
    ['the day of the release', ['Published 8 January 2025', 'Stand: 08.01.2025, 09:00 Uhr', '8 January 2025']],
    ['lists of links', ['@One', '@Two']],
    ['ways to elsewhere', ['Read more: what wheels are made of']],
    ['what is said already', [SAID]],
  ])('takes out %s', (_, lines) => {
    const before = lines[0] === SAID ? [] : lines;
    expect(left(...before, SAID, ...lines.filter((line) => line === SAID))).toEqual([SAID]);
  });

  it.each([
    ['a dateline', 'SAMPLETOWN, 8 January 2025'],
    ['a sentence with a date', 'On 8 January 2025 the plant began to work.'],
    ['a link by itself', '@The report in full'],
    ['an embargo', 'Not to be used before 8 January 2025 at noon'],
    ['a heading', '#Sample Wheels and its carts'],
  ])('leaves %s', (_, line) => {
    expect(left(line, SAID)).toEqual([line.replace(/^[@#]/, ''), SAID]);
  });

  it('takes out headings that nothing follows', () => {
    expect(left(SAID, '#More')).toEqual([SAID]);
  });
});
