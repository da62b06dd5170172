import { describe, expect, it } from 'vitest';
import type { Pair, Prediction } from './index.ts';
import { MEASURES } from './index.ts';

const pair = (gold: object, said?: Prediction): Pair => ({ gold: { id: 'a', gold }, said });

describe('extraction', () => {
  const measure = MEASURES.extraction;
  const body = 'one two three four five six';

  it('is whole where the words are the same, whatever stands between them', () => {
    const { figures } = measure([pair({ body }, { body: 'One two three four five six'.replace('One', 'one,  ') })]);
    expect(figures).toEqual({ f1: 1, precision: 1, recall: 1, exact: 1 });
  });

  it('loses precision by what is too much, recall by what is missing', () => {
    expect(measure([pair({ body }, { body: `${body} seven` })]).figures).toMatchObject({ precision: 0.75, recall: 1 });
    expect(measure([pair({ body }, { body: 'one two three four five' })]).figures).toMatchObject({
      precision: 1,
      recall: 2 / 3,
    });
  });

  it('counts what was not read as missed, and leaves it out of the precision', () => {
    const { figures, cases } = measure([pair({ body }), pair({ body }, { body })]);
    expect(figures).toMatchObject({ precision: 1, recall: 0.5, exact: 0.5 });
    expect(cases.map(({ score }) => score)).toEqual([0, 1]);
  });
});

describe('dates', () => {
  it('takes a wrong day from the precision, a missing one from the recall, and asks for no more than the gold has', () => {
    const gold = { published: '2024-06-28T09:00:00Z' };
    const { figures, cases } = MEASURES.dates([
      pair(gold, { published: '2024-06-28' }),
      pair(gold, { published: '2024-06-29' }),
      pair(gold, { published: null }),
      pair({ published: null }, { published: '2020-01-01' }),
    ]);
    expect(figures).toEqual({ f1: 0.5, precision: 0.5, recall: 0.5, accuracy: 1 / 3 });
    expect(cases.map(({ note }) => note)).toEqual([
      '',
      '2024-06-29, should be 2024-06-28',
      'nothing, should be 2024-06-28',
    ]);
  });
});

describe('feeds', () => {
  const feed = (expected: readonly object[], said: Prediction) =>
    MEASURES.feeds([{ gold: { id: 'a', expect: expected }, said }]);

  it('compares texts without their tags, and times as instants', () => {
    const { figures } = feed(
      [
        { path: 'items[0].title', equals: 'A &amp; <b>b</b>' },
        { path: 'items[0].published', equals: '2024-06-28T09:00:00Z' },
        { path: 'feed.link', equals: 'https://a.example' },
      ],
      { feed: {}, items: [{ title: 'A & b', published: '2024-06-28T11:00:00+02:00' }] },
    );
    expect(figures).toEqual({ pass: 2 / 3, assertions: 3, refused: 0 });
  });

  it('holds nothing of a feed that was refused', () => {
    expect(feed([{ path: 'feed.title', equals: 'T' }], { error: 'no-feed' }).figures).toMatchObject({
      pass: 0,
      refused: 1,
    });
  });
});

describe('entities', () => {
  const gold = {
    mentions: [
      { start: 0, end: 4, type: 'PLACE', iso2: 'MA' },
      { start: 9, end: 14, type: 'PERSON' },
    ],
  };

  it('asks for span and type; spans are counted by themselves, too', () => {
    const mentions = [
      { start: 0, end: 4, type: 'PLACE', iso2: 'MA' },
      { start: 9, end: 14, type: 'ORG' },
      { start: 20, end: 22, type: 'EVENT' },
    ];
    expect(MEASURES.entities([pair(gold, { mentions })]).figures).toEqual({
      'person+org+place': 0.5,
      precision: 0.5,
      recall: 0.5,
      all: 0.5,
      person: 0,
      org: 0,
      place: 1,
      spans: 1,
      countries: 1,
    });
  });

  it('counts a country code where the span was found', () => {
    const mentions = [{ start: 0, end: 4, type: 'PLACE', iso2: 'ML' }];
    expect(MEASURES.entities([pair(gold, { mentions })]).figures.countries).toBe(0);
  });
});

describe('linking', () => {
  it('asks for span and id within the annotated stretch', () => {
    const goldMentions = [
      { start: 0, end: 4, id: 'Q1' },
      { start: 6, end: 8, id: null },
      { start: 90, end: 95, id: 'Q9' },
    ].map(({ id, ...span }) => ({ ...span, ...(id === null ? {} : { id }) }));
    const mentions = [
      { start: 0, end: 4, wikidata: 'Q1' },
      { start: 6, end: 8, wikidata: 'Q2' },
      { start: 90, end: 95, wikidata: 'Q9' },
    ];
    const { figures } = MEASURES.linking([
      { gold: { id: 'a', span: [0, 50], gold: { mentions: goldMentions } }, said: { mentions } },
    ]);
    expect(figures).toEqual({ f1: 2 / 3, precision: 0.5, recall: 1 });
  });
});

describe('fields', () => {
  it('passes over case, legal suffixes, and the region of a place', () => {
    const gold = { issuer: 'Acme, Inc.', datelinePlace: 'Boston', datelineDate: '2024-06-28', tickers: ['NYSE:ACM'] };
    const said = { issuer: 'ACME', datelinePlace: 'BOSTON, Mass.', datelineDate: null, tickers: ['NYSE:ACM', 'LSE:A'] };
    expect(MEASURES.fields([pair(gold, said)]).figures).toEqual({
      issuer: 1,
      datelinePlace: 1,
      datelineDate: 0,
      tickers: 2 / 3,
    });
  });

  it('has no figure for what nobody stated', () => {
    expect(MEASURES.fields([pair({ issuer: 'A' }, { issuer: null, tickers: [] })]).figures).toEqual({ issuer: 0 });
  });
});
