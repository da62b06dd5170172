import { describe, expect, it } from 'vitest';
import { byType, namedToSentence, namesOf } from './names-model.ts';

const entity = (type: string, name: string) => ({ type, name });
const mention = (entity: number, start: number) => ({ entity, start, end: start + 1, by: 'test' });

describe('the names of a release', () => {
  const entities = [
    entity('PLACE', 'Hull'),
    entity('ORG', 'Quay Board'),
    entity('ORG', 'Unmentioned'),
    entity('SHIP', 'Ellery'),
  ];
  const mentions = [mention(1, 40), mention(0, 10), mention(1, 5), mention(3, 20)];

  it('come with the most mentioned first, their places in the order of the text', () => {
    expect(namesOf({ entities, mentions }).map(({ name, mentions: places }) => [name, places])).toEqual([
      ['Quay Board', [2, 0]],
      ['Hull', [1]],
      ['Ellery', [3]],
    ]);
  });

  it('stand by type, unknown types last', () => {
    expect(byType(namesOf({ entities, mentions })).map(([type]) => type)).toEqual(['ORG', 'PLACE', 'SHIP']);
  });
});

it('says how far names were looked for, where that is not all of the text', () => {
  expect(namedToSentence(undefined)).toBeUndefined();
  expect(namedToSentence(999_998)).toBe('Names were looked for in the first 999,998 characters only.');
});
