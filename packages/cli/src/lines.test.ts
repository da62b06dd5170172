import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Line, readLines } from './lines.ts';

async function* chunksOf(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, size: number, max = 1000): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of readLines(chunksOf(Buffer.from(text), size), max)) lines.push(line);
  return lines;
}

describe('readLines', () => {
  it('gives the same lines however the bytes are cut, also within a character', async () => {
    const texts = fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', '')));
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 9 }), async (lines, size) => {
        const whole = lines.map((line) => `${line}\n`).join('');
        expect((await read(whole, size)).map(({ text }) => text)).toEqual(lines);
      }),
    );
  });

  it('skips over lines that are too long and goes on', async () => {
    expect(await read(`a\n${'x'.repeat(50)}\nb`, 7, 10)).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: undefined },
      { number: 3, text: 'b' },
    ]);
  });
});
