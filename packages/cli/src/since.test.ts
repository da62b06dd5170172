import { describe, expect, it } from 'vitest';
import { since } from './since.ts';

const NOW = Date.UTC(2024, 5, 28, 12);
const read = since(() => NOW);

describe('since', () => {
  it.each([
    ['beginning', 0],
    ['2024-06-28', Date.UTC(2024, 5, 28)],
    ['2024-06-28T09:30', Date.UTC(2024, 5, 28, 9, 30)],
    ['2024-06-28T09:30:05.25Z', Date.UTC(2024, 5, 28, 9, 30, 5, 250)],
    ['2024-06-28T09:30+02:00', Date.UTC(2024, 5, 28, 7, 30)],
    ['90m', NOW - 90 * 60_000],
    ['36h', NOW - 36 * 3_600_000],
    ['7d', NOW - 7 * 86_400_000],
  ])('reads %s', (text, at) => expect(read(text)).toBe(at));

  it.each(['', 'yesterday', '7', '7w', '2024-13-40', '2024-6-1', '28.06.2024', '-1h'])('refuses “%s”', (text) => {
    expect(() => read(text)).toThrow(/write a time/);
  });
});
