import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offsetsOf, segmentsOf } from './segments.ts';

const mark = (start: number, end: number) => ({ start, end, what: `${start}-${end}` });
const shown = (text: string, ...marks: [number, number][]) =>
  segmentsOf(
    text,
    marks.map(([start, end]) => mark(start, end)),
  ).map((segment) => (segment.mark ? `[${segment.text}]` : segment.text));

describe('segmentsOf', () => {
  it('cuts a text at its marks, in whatever order they come', () => {
    expect(shown('the quay is shut', [12, 16], [4, 8])).toEqual(['the ', '[quay]', ' is ', '[shut]']);
  });

  it('takes the first and longest of marks that overlap, and leaves out what does not fit', () => {
    expect(shown('United Nations', [0, 6], [0, 14], [7, 14])).toEqual(['[United Nations]']);
    expect(shown('quay', [2, 9], [3, 3], [-1, 2])).toEqual(['quay']);
  });

  it('cuts no letter of two units', () => {
    expect(shown('a😀b', [1, 2], [3, 4])).toEqual(['a😀', '[b]']);
  });

  it('gives the whole text back, whatever the marks', () => {
    const marks = fc.array(fc.record({ start: fc.integer(), end: fc.integer(), what: fc.constant(true) }));
    const near = fc.array(fc.record({ start: fc.nat(30), end: fc.nat(30), what: fc.constant(true) }));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.oneof(marks, near), (text, some) => {
        expect(
          segmentsOf(text, some)
            .map((segment) => segment.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('offsetsOf', () => {
  it('counts in title and blocks joined by two newlines', () => {
    const body = [{ text: 'one' }, { text: '' }, { text: 'three' }];
    const text = ['Title', ...body.map((block) => block.text)].join('\n\n');
    const offsets = offsetsOf('Title', body);
    expect(offsets).toEqual([0, 7, 12, 14]);
    expect(text.slice(offsets[3])).toBe('three');
  });
});
