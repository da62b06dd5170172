import { describe, expect, it } from 'vitest';
import { type City, cityItems, cityRows } from './cities.ts';
import type { Nsi } from './nsi.ts';
import type { PlainNames } from './plain-names.ts';

const none: ReadonlySet<string> = new Set();
const plain: PlainNames = {
  everyday: new Set(['long', 'beach']),
  words: new Set(['reading']),
  firstNames: new Set(['jackson']),
  surnames: none,
};
const city = (name: string, country: string, population: number, more: Partial<City> = {}): City => ({
  name,
  country,
  population,
  featureCode: 'PPL',
  adminCode: '01',
  ...more,
});
const rowsOf = (cities: City[], taken = none) => cityRows(cities, new Map(), plain, taken);

describe('cityRows', () => {
  it('takes large cities, smaller ones nearer by, and capitals', () => {
    const rows = rowsOf([
      city('Brackwater', 'GB', 60_000),
      city('Oyotown', 'NG', 60_000),
      city('Port Osmond', 'NG', 2_000, { featureCode: 'PPLC' }),
      city('Tinyham', 'GB', 20_000),
    ]);
    expect(rows.map(({ name }) => name)).toEqual(['Brackwater', 'Port Osmond']);
  });

  it('keeps namesakes abroad unless one is far larger, the largest first', () => {
    const rows = rowsOf([
      city('Fernley', 'CA', 120_000),
      city('Fernley', 'NZ', 300_000),
      city('Fernley', 'NZ', 90_000),
      city('Londinium', 'GB', 9_000_000),
      city('Londinium', 'CA', 400_000),
    ]);
    expect(rows.map(({ name, iso2, rank }) => [name, iso2, rank])).toEqual([
      ['Fernley', 'NZ', 0],
      ['Fernley', 'CA', 1],
      ['Londinium', 'GB', 0],
    ]);
  });

  it('doubts words, people and everyday phrases, but not a metropolis', () => {
    const rows = rowsOf([
      city('Reading', 'GB', 200_000),
      city('Jackson', 'US', 200_000),
      city('Long Beach', 'US', 200_000),
      city('Reading', 'US', 2_000_000),
      city('Ube', 'JP', 200_000),
      city('Puri', 'IN', 200_000),
      city('Brackwater', 'GB', 60_000),
    ]);
    const doubted = rows.filter(({ doubtful }) => doubtful.length > 0).map(({ name, iso2 }) => `${name} ${iso2}`);
    expect(doubted).toEqual(['Jackson US', 'Long Beach US', 'Ube JP', 'Puri IN']);
    expect(rowsOf([city('Georgia', 'US', 300_000)], new Set(['georgia']))).toEqual([]);
  });
});

describe('cityItems', () => {
  const nsi = (...notes: [string, string, string, string][]): Nsi => ({
    version: '0',
    paths: new Map([
      [
        'operators/leisure/park',
        notes.map(([wikidata, label, , country]) => ({
          displayName: label,
          locationSet: { include: [country] },
          tags: { operator: label, 'operator:wikidata': wikidata },
        })),
      ],
    ]),
    notes: new Map(notes.map(([wikidata, label, description]) => [wikidata, { label, description }])),
  });
  const states = new Map([
    ['US-OH', 'Ohio'],
    ['US-TX', 'Texas'],
  ]);
  const ohio = city('Fernley', 'US', 90_000, { adminCode: 'OH' });
  const texas = city('Fernley', 'US', 80_000, { adminCode: 'TX' });
  const gb = city('Fernley', 'GB', 70_000);

  it('ties an item to the city of its name, country and state', () => {
    const items = cityItems(
      nsi(['Q1', 'Fernley', 'city in Texas, United States', 'us'], ['Q2', 'Fernley', 'town in Kent, England', 'gb']),
      [ohio, texas, gb],
      states,
    );
    expect([...items]).toEqual([
      [texas, 'Q1'],
      [gb, 'Q2'],
    ]);
  });

  it('leaves out what may be another town, and what is no town', () => {
    const refused: [string, string, string, string][] = [
      ['Q1', 'Fernley', 'city in the United States', 'us'],
      ['Q2', 'Fernley', 'bus company in the city of Fernley', 'gb'],
      ['Q3', 'Fernley', 'town', 'fr'],
    ];
    expect(cityItems(nsi(...refused), [ohio, texas, gb], states).size).toBe(0);
    expect(cityItems(nsi(['Q4', 'Fernley', 'town', 'gb']), [gb, city('Fernley', 'GB', 60_000)], states).size).toBe(0);
  });
});
