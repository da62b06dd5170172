import type { Block } from '@presswatch/events';
import { describe, expect, it } from 'vitest';
import { findContacts } from './find.ts';
import { reachOf } from './reach.ts';

const contact = (...lines: string[]): Block[] => lines.map((text) => ({ kind: 'paragraph', text, part: 'contact' }));

describe('reachOf', () => {
  it.each([
    ['Tel: +46 46 555 01 99, Fax (046) 555-0198', ['+46 46 555 01 99', '(046) 555-0198']],
    ['Phone: 555-010-0199 ext. 12', ['555-010-0199 ext. 12']],
    ['T: 020 7946 0018', ['020 7946 0018']],
    ['on 2024-05-03, at 10:30, for 1.200.000 people', []],
  ])('numbers: %s', (text, phones) => {
    expect(reachOf(text).phones).toEqual(phones);
  });
  it('takes addresses out', () => {
    expect(reachOf('Email: jane.poe@acme.example, Web: https://acme.example/press.')).toMatchObject({
      emails: ['jane.poe@acme.example'],
      urls: ['https://acme.example/press'],
    });
  });
});

describe('findContacts', () => {
  it('tells names, roles and organisations apart', () => {
    expect(
      findContacts(
        contact(
          'Media Contact:',
          'Jane Poe',
          'Head of Communications',
          'Acme Lamps Inc.',
          '+46 46 555 01 99',
          'jane@acme.example',
        ),
      ),
    ).toEqual([
      {
        name: 'Jane Poe',
        role: 'Head of Communications',
        organisation: 'Acme Lamps Inc.',
        emails: ['jane@acme.example'],
        phones: ['+46 46 555 01 99'],
      },
    ]);
  });
  it('begins another contact at another heading or name', () => {
    const found = findContacts(
      contact(
        'Media Contact: Jane Poe',
        'jane@acme.example',
        'Max Roe',
        'max@acme.example',
        'Investor Relations',
        'Acme Lamps Inc.',
        'ir@acme.example',
      ),
    );
    expect(found.map(({ name, role, emails }) => [name, role, emails[0]])).toEqual([
      ['Jane Poe', 'Media Contact', 'jane@acme.example'],
      ['Max Roe', 'Media Contact', 'max@acme.example'],
      [undefined, 'Investor Relations', 'ir@acme.example'],
    ]);
  });
  it('knows an organisation that reads like a person by its address', () => {
    const [found] = findContacts(
      contact('Contact DetailsHarbour North', '+46 46 555 01 99', 'info@harbournorth.example'),
    );
    expect(found).toMatchObject({ organisation: 'Harbour North', role: 'Contact Details' });
    expect(found?.name).toBeUndefined();
  });
  it('gives nothing where there is nobody to reach', () => {
    expect(findContacts(contact('Contact', 'Please write to us.'))).toEqual([]);
    expect(findContacts([{ kind: 'paragraph', text: 'jane@acme.example' }])).toEqual([]);
  });
});
