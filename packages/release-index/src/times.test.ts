import type { StatedTime } from '@presswatch/events';
import { describe, expect, it } from 'vitest';
import { captureDocument } from './contract/documents.ts';
import type { ReleaseContent } from './documents.ts';
import { firstMoment, publishedAtOf, sortAtOf } from './times.ts';

const stated = (value: string, zone: string | null = null): StatedTime => ({
  value,
  precision: value.length > 10 ? 'minute' : 'day',
  zone,
  stated: value,
  from: 'test',
});
const contentOf = (published?: StatedTime): ReleaseContent | null =>
  captureDocument({ content: published === undefined ? {} : { published } }).content;

describe('the first moment of a stated time', () => {
  it.each([
    ['2024', null, '2024-01-01T00:00:00.000Z'],
    ['2024-06', null, '2024-06-01T00:00:00.000Z'],
    ['2024-06-28', null, '2024-06-28T00:00:00.000Z'],
    ['2024-06-28', '+05:00', '2024-06-28T00:00:00.000Z'],
    ['2024-06-28T09:27', null, '2024-06-28T09:27:00.000Z'],
    ['2024-06-28T09:27', 'Z', '2024-06-28T09:27:00.000Z'],
    ['2024-06-28T09:27', '+01:00', '2024-06-28T08:27:00.000Z'],
    ['2024-06-28T09:27:31.5', '-0430', '2024-06-28T13:57:31.500Z'],
    ['2024-06-28T09:27', 'Europe/Paris', '2024-06-28T09:27:00.000Z'],
    ['0024-06-28', null, '0024-06-28T00:00:00.000Z'],
    ['2024-02-29', null, '2024-02-29T00:00:00.000Z'],
  ])('of %s in %s is %s', (value, zone, expected) => {
    expect(new Date(firstMoment(stated(value, zone)) ?? Number.NaN).toISOString()).toBe(expected);
  });

  it.each(['2023-02-29', '2024-13-01', '2024-00-10', '2024-06-31', '20240-01-01', '2024-06-28T25:00', 'yesterday', ''])(
    'of %s is none',
    (value) => {
      expect(firstMoment(stated(value))).toBeNull();
    },
  );
});

describe('sorting', () => {
  const seen = Date.UTC(2024, 5, 30);

  it('is by publication where one is stated, else by first seen', () => {
    expect(sortAtOf(contentOf(stated('2019-03-04')), seen)).toBe(Date.UTC(2019, 2, 4));
    expect(sortAtOf(contentOf(), seen)).toBe(seen);
    expect(sortAtOf(null, seen)).toBe(seen);
  });

  it('takes an embargo of some weeks, but no absurd year', () => {
    expect(sortAtOf(contentOf(stated('2024-08-01')), seen)).toBe(Date.UTC(2024, 7, 1));
    expect(sortAtOf(contentOf(stated('2204-06-28')), seen)).toBe(seen);
    expect(sortAtOf(contentOf(stated('0024-06-28')), seen)).toBe(seen);
  });

  it('keeps a far publication for ranges, but none before press releases', () => {
    expect(publishedAtOf(contentOf(stated('2204-06-28')))).toBe(Date.UTC(2204, 5, 28));
    expect(publishedAtOf(contentOf(stated('0024-06-28')))).toBeNull();
    expect(publishedAtOf(contentOf(stated('2024-02-31')))).toBeNull();
  });
});
