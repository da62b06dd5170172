import { seededRandom } from '@presswatch/testkit';
import type { Case } from '../ndjson.ts';

/** Templates with their names marked, without the sign of a trade mark, which is no part of a name: `[TYPE:words]`, `[PLACE/FR:words]` with a country; {…} is filled before. */
const SENTENCES = [
  '[ORG:{firm}] today announced that [PERSON:{person}] will join its board.',
  '“The work begins now,” said [PERSON:{person}], Chief Executive of [ORG:{firm}].',
  'The project in [PLACE:{town}], [PLACE/{iso2}:{country}], will take three years.',
  '[ORG:{firm}] will work with the [ORG:University of {town}] and the [ORG:Ministry of Transport].',
  'Dr. [PERSON:{person}], who leads the laboratory, thanked the [DEMONYM/{iso2}:{demonym}] government.',
  'The [ORG:United Nations] and the [ORG:European Commission] have welcomed the plan.',
  'The rules follow the [INSTRUMENT:{law} Act {year}] and [INSTRUMENT:Directive (EU) {year}/{number}].',
  '[ORG:{firm}] launched [PRODUCT:{product}]™ in [PLACE/{iso2}:{country}] last week.',
  'Minister [PERSON:{person}] spoke in [PLACE:{town}] before leaving for [PLACE/US:Washington].',
] as const;

type Country = readonly [name: string, iso2: string, demonym: string];

const FIRST = ['Maria', 'John', 'Aiko', 'Sofia', 'Daniel', 'Fatima', 'Pierre', 'Ingrid'] as const;
const LAST = ['Keller', 'Abbott', 'Tanaka', 'Rossi', 'Okafor', 'Haddad', 'Lambert', 'Nilsen'] as const;
const STEMS = [
  'Northmark',
  'Aldergate',
  'Brightwater',
  'Ferrowood',
  'Quillon',
  'Tessaly',
  'Ostrava Hill',
  'Kestrel',
] as const;
const SUFFIXES = ['Inc.', 'Ltd', 'Holdings plc', 'Energy AG', 'Systems Corp.', 'Group'] as const;
const TOWNS = ['Hamburg', 'Lyon', 'Osaka', 'Nairobi', 'Porto', 'Leeds', 'Calgary'] as const;
const COUNTRIES: readonly [Country, ...Country[]] = [
  ['Germany', 'DE', 'German'],
  ['France', 'FR', 'French'],
  ['Japan', 'JP', 'Japanese'],
  ['Kenya', 'KE', 'Kenyan'],
  ['Portugal', 'PT', 'Portuguese'],
  ['Canada', 'CA', 'Canadian'],
];
const LAWS = ['Clean Harbours', 'Public Works', 'Data Protection'] as const;
const PRODUCTS = ['TideWatch', 'Seedvault Pro', 'RailLink 3'] as const;

const MARKED = /\[([A-Z]+)(?:\/([A-Z]{2}))?:([^\]]+)\]/g;

/** Short releases with their names: for the task `entities`. */
export function* mentionCases(seed: number, count: number): Generator<Case> {
  const random = seededRandom(seed);
  for (let number = 0; number < count; number++) {
    const person = `${random.pick(FIRST)} ${random.pick(LAST)}`;
    const firm = `${random.pick(STEMS)} ${random.pick(SUFFIXES)}`;
    const sentences = SENTENCES.map((sentence) => {
      const [country, iso2, demonym] = random.pick(COUNTRIES);
      const slots: Record<string, string> = {
        person,
        firm,
        country,
        iso2,
        demonym,
        town: random.pick(TOWNS),
        law: random.pick(LAWS),
        product: random.pick(PRODUCTS),
        year: String(1990 + random.below(35)),
        number: String(100 + random.below(900)),
      };
      return sentence.replace(/\{(\w+)\}/g, (slot, name: string) => slots[name] ?? slot);
    });
    yield caseOf(`mentions-${number}`, [`[ORG:${firm}] opens a new chapter`, ...sentences]);
  }
}

function caseOf(id: string, marked: readonly string[]): Case {
  let text = '';
  let title = '';
  const mentions: object[] = [];
  for (const block of marked) {
    if (text !== '') text += '\n\n';
    let at = 0;
    for (const match of block.matchAll(MARKED)) {
      const [whole, type, iso2, words = ''] = match;
      text += block.slice(at, match.index);
      mentions.push({ start: text.length, end: text.length + words.length, type, ...(iso2 ? { iso2 } : {}) });
      text += words;
      at = match.index + whole.length;
    }
    text += block.slice(at);
    if (title === '') title = text;
  }
  return { id, title, text, gold: { mentions } };
}
