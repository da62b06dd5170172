import { describe, expect, it } from 'vitest';
import type { Writer } from './output.ts';
import { createProgressLine, lineOf } from './progress.ts';

describe('lineOf', () => {
  it.each([
    [{ done: 0, total: undefined, made: 0, ms: 0 }, 'parser: 0'],
    [{ done: 50, total: 200, made: 50, ms: 500 }, 'parser: 50 of 200 (25 %)'],
    [{ done: 50, total: 200, made: 50, ms: 1000 }, 'parser: 50 of 200 (25 %), 50 a second, 3 s to go'],
    [{ done: 100, total: 1000, made: 5, ms: 10_000 }, 'parser: 100 of 1000 (10 %), 0.5 a second, 30 min to go'],
    [{ done: 10, total: 5, made: 10, ms: 1000 }, 'parser: 10 of 5 (200 %), 10 a second'],
  ])('tells of %j', (stretch, line) => expect(lineOf('parser', stretch)).toBe(line));

  it('says what else there is to say', () => {
    expect(lineOf('x', { done: 1, total: undefined, made: 1, ms: 1 }, 'waiting for index')).toBe(
      'x: 1, waiting for index',
    );
  });
});

describe('createProgressLine', () => {
  const written: string[] = [];
  const writer = (isTerminal: boolean): Writer => ({
    isTerminal,
    columns: 20,
    coloured: false,
    line: async (text = '') => void written.push(`${text}\n`),
    raw: async (data) => void written.push(String(data)),
    json: async () => undefined,
    foreign: async () => undefined,
  });

  it('writes over its line on a terminal, never wider than that', async () => {
    written.length = 0;
    const line = createProgressLine(writer(true));
    await line.show('a long name of a stage', 1, 2);
    await line.end();
    expect(written).toEqual(['\r\u001b[Ka long name of a st', '\r\u001b[K']);
  });

  it('writes a line every five seconds where there is none', async () => {
    written.length = 0;
    let now = 0;
    const line = createProgressLine(writer(false), () => now);
    for (; now <= 11_000; now += 1000) await line.show('x', now / 1000, undefined);
    await line.end();
    expect(written).toEqual(['x: 5, 1.0 a second\n', 'x: 10, 1.0 a second\n']);
  });
});
