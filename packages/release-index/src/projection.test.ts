import { expect, it } from 'vitest';
import { captureDocument } from './contract/documents.ts';
import { aliasForms, facetValues, searchableText } from './projection.ts';

const document = captureDocument({
  title: 'DPRK launches',
  body: ['North Korea did.'],
  source: 'wire',
  aliases: ['https://example.org/a/', 'guid-1', ' '],
  content: {
    url: 'http://example.org/a?utm_source=feed',
    language: 'pt-BR',
    topics: [{ id: 'medtop:1', name: 'missiles', score: 1, by: 'launches' }],
    countries: ['KP'],
    entities: [{ type: 'PLACE', name: 'North Korea', wikidata: 'Q423', iso2: 'KP' }],
    mentions: [
      { start: 0, end: 4, entity: 0, by: 'list' },
      { start: 15, end: 26, entity: 0, by: 'list' },
    ],
  },
});

it('makes entities findable by every name that the release uses', () => {
  expect(searchableText(document, 5)).toMatchObject({
    body: 'North Korea did.',
    entities: ['North Korea', 'DPRK'],
    publishedAt: null,
    firstSeenAt: 5,
  });
});

it('makes codes findable: a language also by its first part, a topic also by its name', () => {
  const codes = searchableText(document, 5).codes.map(({ field, value }) => `${field}:${value}`);
  const expected = ['source:wire', 'kind:press-release', 'lang:pt-BR', 'lang:pt', 'country:KP'];
  expect(codes).toEqual([...expected, 'topic:medtop:1', 'topic:missiles']);
});

it('counts each value once, entities by their id where they have one', () => {
  const twice = { ...document, content: document.content && { ...document.content, countries: ['KP', 'KP'] } };
  expect(facetValues(twice)).toEqual([
    { field: 'source', value: 'wire', label: 'wire' },
    { field: 'country', value: 'KP', label: 'KP' },
    { field: 'entity', value: 'Q423', label: 'North Korea' },
    { field: 'topic', value: 'medtop:1', label: 'missiles' },
    { field: 'kind', value: 'press-release', label: 'press-release' },
    { field: 'lang', value: 'pt-BR', label: 'pt-BR' },
  ]);
});

it('keeps spellings of one address as one alias, and no empty one', () => {
  expect(aliasForms(document)).toEqual(['//example.org/a', 'guid-1']);
});

it('finds a removal by its source only', () => {
  const removal = captureDocument({ content: null, source: 'wire' });
  expect(searchableText(removal, 1)).toMatchObject({
    title: '',
    body: '',
    codes: [{ field: 'source', value: 'wire' }],
  });
  expect(facetValues(removal)).toEqual([{ field: 'source', value: 'wire', label: 'wire' }]);
});
