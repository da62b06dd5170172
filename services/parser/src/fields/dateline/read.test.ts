import { describe, expect, it } from 'vitest';
import { readDateline, readNameAndDate } from './read.ts';

const now = Date.UTC(2025, 0, 15);
const read = (text: string, year?: number) => {
  const found = readDateline(text, { now }, year);
  return found && [found.place, found.date?.value, found.wire, text.slice(found.length)];
};

describe('readDateline', () => {
  it.each<[string, string | undefined, string | undefined, string | undefined]>([
    ['LONDON, June 28, 2024 /PRNewswire/ -- Acme said', 'LONDON', '2024-06-28', 'PRNewswire'],
    [
      'WOODBRIDGE, ON, June 28, 2024 /99-FairPressRelease/ -- Acme said',
      'WOODBRIDGE, ON',
      '2024-06-28',
      '99-FairPressRelease',
    ],
    ['LUND, Sweden--(BUSINESS WIRE)--Acme said', 'LUND, Sweden', undefined, 'BUSINESS WIRE'],
    ['Austin, Texas--(BUSINESS NEWSWIRE)--Acme said', 'Austin, Texas', undefined, 'BUSINESS NEWSWIRE'],
    ['FORT WORTH, TX / ACCESSWIRE / May 3, 2024 / Acme said', 'FORT WORTH, TX', '2024-05-03', 'ACCESSWIRE'],
    ['Lund, Sweden - May 3, 2024 / Acme Lamps / Acme said', 'Lund, Sweden', '2024-05-03', 'Acme Lamps'],
    ['Miami, FL, Aug. 25, 2024 (GLOBE NEWSWIRE) — Acme said', 'Miami, FL', '2024-08-25', 'GLOBE NEWSWIRE'],
    ['Berlin, 28. Juni 2024 (GLOBE NEWSWIRE) - Acme said', 'Berlin', '2024-06-28', 'GLOBE NEWSWIRE'],
    ['Wien (OTS) - Acme said', 'Wien', undefined, 'OTS'],
    ['PARIS – 3 mai 2024 – Acme said', 'PARIS', '2024-05-03', undefined],
    ['Paris, le 3 mai 2024 – Acme said', 'Paris', '2024-05-03', undefined],
    ['NEW YORK and LONDON, May 3, 2024 -- Acme said', 'NEW YORK and LONDON', '2024-05-03', undefined],
    ['SANTA ANA, Calif. (May 3, 2024) – Acme said', 'SANTA ANA, Calif.', '2024-05-03', undefined],
    ['Zürich/Genf, 3. Mai 2024 – Acme said', 'Zürich/Genf', '2024-05-03', undefined],
    ['RENO, NV, May 3, 2024 /PRNewswire/ -- Acme said', 'RENO, NV', '2024-05-03', 'PRNewswire'],
    ['Washington - June 28, 2024 - Acme said', 'Washington', '2024-06-28', undefined],
    ['May 3, 2024 – LONDON – Acme said', 'LONDON', '2024-05-03', undefined],
    ['May 3, 2024 -- Acme said', undefined, '2024-05-03', undefined],
    ['MADRID, 3 de mayo de 2024.- Acme said', 'MADRID', '2024-05-03', undefined],
    ['São Paulo, 3 de maio de 2024 – Acme said', 'São Paulo', '2024-05-03', undefined],
    ['Milano, 3 maggio 2024 – Acme said', 'Milano', '2024-05-03', undefined],
    ['МОСКВА, 3 мая 2024 г. – Acme said', 'МОСКВА', '2024-05-03', undefined],
    ['Mumbai, May 3, 2024: Acme said', 'Mumbai', '2024-05-03', undefined],
    ['Kyoto, 3 May 2024. Acme said', 'Kyoto', '2024-05-03', undefined],
    ['(Dallas, Texas) – Acme said', 'Dallas, Texas', undefined, undefined],
    ['DALLAS – Acme said', 'DALLAS', undefined, undefined],
    ['Brussels – Acme said', 'Brussels', undefined, undefined],
    ['Lund, Sweden – Acme said', 'Lund, Sweden', undefined, undefined],
    ['--Wire Direct News-- Acme said', undefined, undefined, 'Wire Direct News'],
  ])('%s', (text, place, date, wire) => {
    expect(read(text)).toEqual([place, date, wire, text.slice(text.indexOf('Acme said'))]);
  });

  it('takes a day without a year in the year of the publication, where that is known', () => {
    expect(read('(Boston, MA) June 3 - Acme said', 2023)?.slice(0, 2)).toEqual(['Boston, MA', '2023-06-03']);
    expect(read('NEW YORK, May 3 /PRNewswire-FirstCall/ -- Acme said', 2011)?.[1]).toBe('2011-05-03');
    expect(read('NEW YORK, May 3 /PRNewswire-FirstCall/ -- Acme said')?.[1]).toBeUndefined();
  });

  it.each([
    'Acme, which was founded on 28 June 2024 – a Friday – in a barn, makes pumps',
    'On June 28, 2024 the company – as it said – opened its plant',
    'The well-known firm (Acme) said so -- twice',
    'lund, June 28, 2024 -- Acme',
    'A sentence. Another on June 28, 2024 -- and so on',
    'Submission Deadline: July 31, 2024',
    'Note – Acme will be closed',
    'Update – Acme has reopened',
    'NOTE: - Acme will be closed',
    'John Smith, CEO – Acme has reopened',
    'Jane Doe – a leading maker of lamps',
    'Results – Revenue rose',
    'In London, May 3, 2024 – Acme',
    '',
  ])('finds none in: %s', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

describe('readNameAndDate', () => {
  it.each([
    ['London, 28 June 2024', 'London', '2024-06-28'],
    ['Lund, Sweden – June 28, 2024 –', 'Lund, Sweden', '2024-06-28'],
    ['Paris, le 3 mai 2024', 'Paris', '2024-05-03'],
    ['Acme Lamp Board, 2024-05-03', 'Acme Lamp Board', '2024-05-03'],
  ])('%s', (text, name, date) => {
    expect(readNameAndDate(text, { now })).toMatchObject({ name, date: { value: date } });
  });
  it.each([
    '28 June 2024',
    'Opened on 28 June 2024',
    'London, 28 June 2024 was a Friday',
    'We opened it there, 28 June 2024',
  ])('none: %s', (text) => {
    expect(readNameAndDate(text, { now })).toBeUndefined();
  });
});
