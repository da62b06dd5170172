import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repairedJson } from './loose-json.ts';

describe('repairedJson', () => {
  it.each([
    ['commas too many', '{"a": [1, 2,], }', { a: [1, 2] }],
    ['comments', '{ // one\n "a": 1, /* two */ "b": "http://x/" }', { a: 1, b: 'http://x/' }],
    ['raw line breaks', '{"a": "one\ntwo\tthree"}', { a: 'one two three' }],
    ['bare quotation marks', '{"a": "He said "no" to it", "b": 1}', { a: 'He said "no" to it', b: 1 }],
    ['escapes that there are none of', String.raw`{"a": "It\'s"}`, { a: "It's" }],
    ['brackets never closed', '{"a": [{"b": "c"', { a: [{ b: 'c' }] }],
    ['brackets never opened', '{"a": 1}]}', { a: 1 }],
  ])('mends %s', (_, source, expected) => {
    expect(JSON.parse(repairedJson(source))).toEqual(expected);
  });

  it('leaves JSON as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const source = JSON.stringify(value);
        // A bare quotation mark is told by what follows it, so a string that looks like JSON may be read as several.
        fc.pre(!/\\"\s*[,:}\]]/.test(source));
        expect(JSON.parse(repairedJson(source))).toEqual(JSON.parse(source));
      }),
      { seed: 11 },
    );
  });

  it('is linear: a megabyte of quotation marks, commas or brackets is nothing', () => {
    for (const piece of ['"', ',', '{', '[', '\\', '/*', '" ']) repairedJson(piece.repeat(500_000));
  });
});
