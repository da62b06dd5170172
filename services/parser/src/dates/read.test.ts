import { describe, expect, it } from 'vitest';
import { orderOfLanguage, orderShown } from './order.ts';
import { findTime, readTime } from './read.ts';

const now = Date.UTC(2024, 6, 1);
const read = (text: string, order?: 'dmy' | 'mdy') => {
  const time = readTime(text, 'test', { now, order });
  return time && `${time.value} ${time.precision} ${time.zone}`;
};

describe('readTime', () => {
  it.each([
    ['2024-06-28', '2024-06-28 day null'],
    ['2024-06-28T09:27:31Z', '2024-06-28T09:27:31 second Z'],
    ['2024-06-28T09:27:31.250+01:00', '2024-06-28T09:27:31.250 second +01:00'],
    ['2024-06-28 09:27', '2024-06-28T09:27 minute null'],
    ['20240628', '2024-06-28 day null'],
    ['20240628T092731Z', '2024-06-28T09:27:31 second Z'],
    ['2024/6/8', '2024-06-08 day null'],
    ['2024-06', '2024-06 month null'],
    ['2023', '2023 year null'],
    ['1719566820', '2024-06-28T09:27:00 second Z'],
    ['Fri, 28 Jun 2024 09:27:00 +0100', '2024-06-28T09:27:00 second +01:00'],
    ['Fri, 28 Jun 24 09:27:00 GMT', '2024-06-28T09:27:00 second Z'],
    ['28-Jun-2024', '2024-06-28 day null'],
    ['June 28, 2024', '2024-06-28 day null'],
    ['Jun. 28th, 2024 at 9:27 p.m. ET', '2024-06-28T21:27 minute America/New_York'],
    ['June 28, 2024 12:05 AM', '2024-06-28T00:05 minute null'],
    ['June 28, 2024, 9 AM EDT', '2024-06-28T09:00 minute -04:00'],
    ['28. Juni 2024, 09:27 Uhr', '2024-06-28T09:27 minute null'],
    ['28. Juni 2024 um 9.27 Uhr', '2024-06-28T09:27 minute null'],
    ['1er mars 2024 à 9h27', '2024-03-01T09:27 minute null'],
    ['28 de junio de 2024', '2024-06-28 day null'],
    ['28 giugno 2024', '2024-06-28 day null'],
    ['28 de março de 2024', '2024-03-28 day null'],
    ['28 maart 2024', '2024-03-28 day null'],
    ['28 июня 2024 г.', '2024-06-28 day null'],
    ['8 мая 2024', '2024-05-08 day null'],
    ['2024年6月28日', '2024-06-28 day null'],
    ['2024년 6월 28일', '2024-06-28 day null'],
    ['Juni 2024', '2024-06 month null'],
    ['28.06.2024 09:27', '2024-06-28T09:27 minute null'],
    ['03.04.24', '2024-04-03 day null'],
    ['28/06/2024', '2024-06-28 day null'],
    ['06/28/2024 09:27', '2024-06-28T09:27 minute null'],
    ['06/06/2024', '2024-06-06 day null'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    '31 February 2024',
    'June 31, 2024',
    '2024-13-01',
    '20240-06-28',
    '28 June 20240',
    '28 October 1066',
    '2024-07-04',
    '4 July 2024',
    '03/04/2024',
    '2025',
    '12:30',
    'no date at all',
    '',
    '28 Smarch 2024',
    '1.2.3.4',
  ])('refuses %s', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('reads an ambiguous numeric date by the order implied, never by the host', () => {
    expect(read('03/04/2024', 'mdy')).toBe('2024-03-04 day null');
    expect(read('03/04/2024', 'dmy')).toBe('2024-04-03 day null');
  });

  it('takes tomorrow, for zones ahead of the fetcher', () => {
    expect(read('2024-07-02')).toBe('2024-07-02 day null');
  });
});

describe('findTime', () => {
  it('finds the first sensible date of a line and its span', () => {
    const text = 'Due 31 February 2024, issued on 28 June 2024 at 10:00 CET in Bonn';
    const found = findTime(text, 'line', { now });
    expect(found?.time).toEqual({
      value: '2024-06-28T10:00',
      precision: 'minute',
      zone: '+01:00',
      stated: '28 June 2024 at 10:00 CET',
      from: 'line',
    });
    expect(text.slice(found?.start, found?.end)).toBe('28 June 2024 at 10:00 CET');
  });

  it('gives no clock time that is not stated', () => {
    expect(findTime('June 28, 2024 10 people came', 'line', { now })?.time.precision).toBe('day');
    expect(findTime('June 28, 2024 - 5:99', 'line', { now })?.time.precision).toBe('day');
  });
});

describe('order', () => {
  it('is shown by a number over twelve anywhere in the text', () => {
    expect(orderShown('03/04/2024 and 28/04/2024', 'mdy')).toBe('dmy');
    expect(orderShown('03/04/2024 and 04/28/2024', 'dmy')).toBe('mdy');
    expect(orderShown('03/04/2024', 'mdy')).toBe('mdy');
  });

  it('comes of the language where that says something', () => {
    expect(['en-US', 'en-GB', 'de', 'en', 'pt_BR', undefined].map(orderOfLanguage)).toEqual([
      'mdy',
      'dmy',
      'dmy',
      undefined,
      'dmy',
      undefined,
    ]);
  });
});
