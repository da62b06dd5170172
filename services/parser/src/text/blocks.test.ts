import { describe, expect, it } from 'vitest';
import { blocksOf } from './blocks.ts';
import { groupsOf } from './groups.ts';

const PROSE = [
  'Acme Ltd makes water wheels for mills of every size. It was founded in the year of',
  'the great flood, and has its seat in Sampletown.',
];
const outline = (lines: readonly string[]): string[] =>
  blocksOf(groupsOf(lines.join('\n'))).map(({ kind, text }) => `${kind}: ${text}`);
const prose = `paragraph: ${PROSE.join(' ')}`;

describe('a heading right above its text', () => {
  it('is a block of its own', () => {
    expect(outline(['About Acme Ltd', ...PROSE])).toEqual(['heading: About Acme Ltd', prose]);
    expect(outline(['It opens on Monday.', 'About Acme Ltd', ...PROSE])).toEqual([
      'paragraph: It opens on Monday.',
      'heading: About Acme Ltd',
      prose,
    ]);
  });

  it('is none within a wrapped sentence', () => {
    const lines = ['The mill stands by the river, and the council asks everybody who comes to read', 'About Acme Ltd'];
    expect(outline([...lines, ...PROSE])).toHaveLength(1);
    expect(outline(['About three hundred people came to the opening of the mill, and', PROSE[1] ?? ''])).toHaveLength(
      1,
    );
  });
});

it('keeps the cells of a table', () => {
  expect(outline(['Year\tTides', '2024\t700', '2025\t710'])).toEqual(['table: Year\tTides\n2024\t700\n2025\t710']);
});
