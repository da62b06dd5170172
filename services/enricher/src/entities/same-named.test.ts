import type { Entity, Mention } from '@presswatch/events';
import { expect, it } from 'vitest';
import { joinSameNamed } from './same-named.ts';

const mentionsOf = (entities: readonly number[]): Mention[] =>
  entities.map((entity, at) => ({ start: at * 10, end: at * 10 + 5, entity, by: 'test' }));
const org = (name: string, codes: Partial<Entity> = {}): Entity => ({ type: 'ORG', name, ...codes });

it('joins what has one type and name and no codes against it', () => {
  const entities = [org('Tide Board'), org('Mill'), org('Tide Board', { wikidata: 'Q1' }), org('Tide Board')];
  const { entities: joined, mentions } = joinSameNamed({ entities, mentions: mentionsOf([0, 1, 2, 3, 1]) });
  expect(joined).toEqual([org('Tide Board', { wikidata: 'Q1' }), org('Mill')]);
  expect(mentions).toEqual(mentionsOf([0, 1, 0, 0, 1]));
});

it('leaves apart what has other codes or another type', () => {
  const entities: Entity[] = [
    { type: 'PLACE', name: 'Perth', iso2: 'AU' },
    { type: 'PLACE', name: 'Perth', iso2: 'GB' },
    { type: 'PERSON', name: 'Perth' },
    org('Perth', { wikidata: 'Q1' }),
    org('Perth', { wikidata: 'Q2' }),
  ];
  const found = { entities, mentions: mentionsOf([0, 1, 2, 3, 4]) };
  expect(joinSameNamed(found)).toEqual(found);
});
