import { describe, expect, it } from 'vitest';
import { findContacts } from './find.ts';

const read = (text: string) =>
  findContacts([{ kind: 'paragraph', text }]).map(({ name, role, organisation, emails, phones }) => [
    name ?? organisation,
    role,
    ...emails,
    ...phones,
  ]);

describe('contacts in running sentences', () => {
  it.each<[string, unknown[]]>([
    [
      'The hall opens in May. For more information, contact Jane Doe at jane@acme.example or +44 20 7946 0155.',
      ['Jane Doe', undefined, 'jane@acme.example', '+44 20 7946 0155'],
    ],
    [
      'For media inquiries, please contact Max Roe, Press Officer, at 555-010-0134.',
      ['Max Roe', 'Press Officer', '555-010-0134'],
    ],
    ['If you lost money, please contact attorney Max Poe at (212) 555-0188.', ['Max Poe', undefined, '(212) 555-0188']],
    [
      'For more information, contact the City of Tarnmouth at 555-010-0190.',
      ['City of Tarnmouth', undefined, '555-010-0190'],
    ],
    [
      'To schedule an interview, please email Ann Dole at ann@acme.example.',
      ['Ann Dole', undefined, 'ann@acme.example'],
    ],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it.each([
    'For more information, visit www.acme.example.',
    'Please contact us at info@acme.example.',
    'The eye makes contact with Jane Doe at 5 p.m. on May 3, 2024.',
    'For more information, contact your doctor. Jane Doe was born in 1974 and lives at 12 Mill Road.',
  ])('none in: %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('takes time in proportion to the text', () => {
    expect(read('For more information, contact Jane '.repeat(20_000))).toEqual([]);
    expect(read(`please contact ${'Jane '.repeat(40_000)}123`)).toEqual([]);
  });
});
