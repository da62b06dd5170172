import { describe, expect, it } from 'vitest';
import { readDateline } from './dateline.ts';

const now = Date.UTC(2025, 0, 15);
const read = (text: string) => {
  const dateline = readDateline(text, { now });
  return dateline && [dateline.published?.value, dateline.distributor];
};

describe('readDateline', () => {
  it.each<[string, (string | undefined)[]]>([
    ['LONDON, June 28, 2024 /PRNewswire/ -- Acme today said', ['2024-06-28', 'PRNewswire']],
    ['WOODBRIDGE, ON, June 28, 2024 /99-FairPressRelease/ -- Acme', ['2024-06-28', '99-FairPressRelease']],
    ['LUND, Sweden--(BUSINESS NEWSWIRE)--Acme today said', [undefined, 'BUSINESS NEWSWIRE']],
    ['NEW YORK, NY / OPENWIRE / June 28, 2024 / Acme today said', ['2024-06-28', 'OPENWIRE']],
    ['Lund, 28 June 2024 – Acme today said', ['2024-06-28', undefined]],
    ['Berlin, 28. Juni 2024 — Die Firma Acme', ['2024-06-28', undefined]],
    ['Washington - June 28, 2024 - Acme today said', ['2024-06-28', undefined]],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    'Acme, which was founded on 28 June 2024 – a Friday – in a barn, makes pumps',
    'On June 28, 2024 the company – as it said – opened its plant',
    'The well-known firm (Acme) said so -- twice',
    'lund, June 28, 2024 -- Acme',
    'A sentence. Another on June 28, 2024 -- and so on',
    '',
  ])('finds none in: %s', (text) => {
    expect(read(text)).toBeUndefined();
  });
});
