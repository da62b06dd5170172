import { describe, expect, it } from 'vitest';
import type { StatedTime } from '../../generated/api.ts';
import { showDuration, showRelative, showStated } from './times.ts';

const stated = (value: string, zone: string | null = null): StatedTime => ({
  value,
  zone,
  precision: value.length === 4 ? 'year' : value.length === 7 ? 'month' : value.length === 10 ? 'day' : 'minute',
  stated: value,
  from: 'test',
});
const show = (value: string, zone: string | null = null, reader = 'Asia/Tokyo') =>
  showStated(stated(value, zone), reader, 'en-GB');

describe('a stated time', () => {
  it.each([
    ['2024', '2024'],
    ['2024-06', 'June 2024'],
    ['2024-06-28', '28 Jun 2024'],
  ])('%s never gains a clock time, wherever its reader is', (value, text) => {
    for (const reader of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      expect(show(value, null, reader)).toEqual({ text, machine: value });
      expect(show(value, '+09:00', reader)).toEqual({ text, machine: value });
    }
  });

  it('is shown in the reader’s zone where its own is known', () => {
    expect(show('2024-06-28T09:27', 'Z')).toMatchObject({
      text: '28 Jun 2024, 18:27',
      zone: 'your time',
      machine: '2024-06-28T09:27:00.000Z',
    });
    expect(show('2024-06-28T23:30', '-05:00').text).toBe('29 Jun 2024, 13:30');
  });

  it('is shown as stated where its zone is not stated, and says so', () => {
    expect(show('2024-06-28T09:27')).toEqual({
      text: '28 Jun 2024, 09:27',
      zone: 'zone not stated',
      machine: '2024-06-28T09:27',
    });
  });

  it.each([
    ['2024-06-28T09:27', 'Europe/London', '2024-06-28T08:27:00.000Z'],
    ['2024-01-28T09:27', 'Europe/London', '2024-01-28T09:27:00.000Z'],
    ['2024-03-31T03:30', 'Europe/Berlin', '2024-03-31T01:30:00.000Z'],
    ['2024-06-28T09:27', 'Asia/Kolkata', '2024-06-28T03:57:00.000Z'],
  ])('%s in %s is %s', (value, zone, machine) => {
    expect(show(value, zone).machine).toBe(machine);
  });

  it('keeps a zone or a value that nobody knows', () => {
    expect(show('2024-06-28T09:27', 'Mars/Olympus')).toMatchObject({
      text: '28 Jun 2024, 09:27',
      zone: 'Mars/Olympus',
    });
    expect(show('2024-99-99')).toEqual({ text: '2024-99-99', machine: '' });
  });
});

describe('other times', () => {
  const now = Date.UTC(2024, 5, 28, 12);
  it.each([
    [0, 'just now'],
    [-120_000, '2 minutes ago'],
    [-3_600_000, '1 hour ago'],
    [-86_400_000, 'yesterday'],
    [3_600_000, 'in 1 hour'],
    [-8 * 86_400_000, undefined],
  ])('%i ms off is %s', (off, text) => {
    expect(showRelative(now + off, now, 'en-GB')).toBe(text);
  });

  it.each([
    [-3, '0 ms'],
    [85, '85 ms'],
    [1240, '1.2 s'],
    [180_000, '3 min'],
    [7_200_000, '2 h'],
    [432_000_000, '5 days'],
  ])('%i ms is %s', (ms, text) => {
    expect(showDuration(ms)).toBe(text);
  });
});
