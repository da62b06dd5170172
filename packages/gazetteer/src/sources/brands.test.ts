import { describe, expect, it } from 'vitest';
import { brandRows } from './brands.ts';
import type { Confusable } from './doubt.ts';
import type { Nsi, NsiItem, WikidataNote } from './nsi.ts';

const none: ReadonlySet<string> = new Set();
const nothing: Confusable = { everyday: none, words: none, firstNames: none, surnames: none, places: none };
const item = (tags: Record<string, string>, ...include: string[]): NsiItem => ({
  displayName: tags.name ?? '',
  locationSet: { include },
  tags,
});
const rowsOf = (paths: Record<string, NsiItem[]>, notes: Record<string, WikidataNote>) => {
  const nsi: Nsi = { version: '0', paths: new Map(Object.entries(paths)), notes: new Map(Object.entries(notes)) };
  return brandRows(nsi, nothing);
};
const brand = (name: string, wikidata: string, ...include: string[]) =>
  item({ brand: name, 'brand:wikidata': wikidata }, ...include);

describe('brandRows', () => {
  it('gathers a thing from all its items: names, and its country where it is one', () => {
    const rows = rowsOf(
      {
        'brands/amenity/bank': [brand('Tarnwell', 'Q7', 'gb'), brand('Tarnwell Cash', 'Q7', 'gb-eng.geojson')],
        'brands/amenity/atm': [brand('Oakmere', 'Q8', 'gb', 'fr')],
        'brands/shop/toys': [brand('Fenwold', 'Q9', '001')],
      },
      { Q7: { label: 'Tarnwell Bank', description: 'British bank' }, Q8: { label: 'Oakmere' } },
    );
    expect(rows).toMatchObject([
      { type: 'ORG', wikidata: 'Q7', iso2: 'GB', name: 'Tarnwell Bank', sure: ['Tarnwell Bank', 'Tarnwell Cash'] },
      { wikidata: 'Q8', name: 'Oakmere', sure: ['Oakmere'] },
      { wikidata: 'Q9', name: 'Fenwold', sure: ['Fenwold'] },
    ]);
    expect(rows[0]?.doubtful).toEqual(['Tarnwell']);
    expect(rows[1]).not.toHaveProperty('iso2');
  });

  it('goes by the description: products, and neither places nor people', () => {
    const rows = rowsOf(
      {
        'operators/amenity/school': [
          item({ operator: 'Marsh School Board', 'operator:wikidata': 'Q1' }, 'ca'),
          item({ operator: 'City of Marsh', 'operator:wikidata': 'Q2' }, 'ca'),
        ],
        'brands/shop/beverages': [brand('Fizzel Up', 'Q3', '001'), brand('Ada Quill', 'Q4', '001')],
      },
      {
        Q1: { label: 'Marsh School Board', description: 'school board in the city of Marsh' },
        Q2: { label: 'Marsh', description: 'city in Ontario, Canada' },
        Q3: { label: 'Fizzel Up', description: 'brand of lemon soda' },
        Q4: { label: 'Ada Quill', description: 'human' },
      },
    );
    expect(rows.map(({ type, name }) => `${type} ${name}`)).toEqual(['ORG Marsh School Board', 'PRODUCT Fizzel Up']);
  });

  it('doubts a name that several bear, and leaves out one that many do', () => {
    const called = (count: number, name: string) =>
      Array.from({ length: count }, (_, i) => brand(name, `Q${100 + i}`, '001'));
    const labels = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`Q${100 + i}`, { label: `Marl Group ${i}` }]));
    const two = rowsOf({ 'brands/shop/x': called(2, 'Marlstone') }, labels(2));
    expect(two.map(({ doubtful }) => doubtful)).toEqual([['Marlstone'], ['Marlstone']]);
    expect(two.map(({ rank }) => rank)).toEqual([0, 1]);
    const local = brand('Marlstone', 'Q50', 'gb');
    const wide = rowsOf(
      { 'brands/shop/x': [local, ...called(1, 'Marlstone')] },
      { ...labels(1), Q50: { label: 'Marl UK' } },
    );
    expect(wide.map(({ wikidata, rank }) => `${wikidata} ${rank}`)).toEqual(['Q50 1', 'Q100 0']);
    const five = rowsOf({ 'brands/shop/x': called(5, 'Marlstone') }, labels(5));
    expect(five.flatMap(({ doubtful }) => doubtful)).toEqual([]);
  });

  it('gives a name to the one whose own it is', () => {
    const rows = rowsOf(
      { 'brands/shop/x': [brand('Marlstone', 'Q1', '001'), brand('Marlstone', 'Q2', '001')] },
      { Q1: { label: 'Marlstone' }, Q2: { label: 'Marlstone Australia' } },
    );
    expect(rows.map(({ sure, doubtful }) => [sure, doubtful])).toEqual([
      [['Marlstone'], []],
      [['Marlstone Australia'], []],
    ]);
  });

  it('leaves out names in other scripts and those that are no name', () => {
    const rows = rowsOf(
      {
        'brands/shop/x': [brand('東京店', 'Q1', 'jp'), brand('corner shop', 'Q2', '001'), brand('eMarl', 'Q3', '001')],
      },
      {},
    );
    expect(rows.map(({ name }) => name)).toEqual(['eMarl']);
  });
});
