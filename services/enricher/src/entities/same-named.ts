import type { Entity, Mention } from '@presswatch/events';

/** Entities, and mentions that refer to them by index. */
export interface Named {
  readonly entities: readonly Entity[];
  readonly mentions: readonly Mention[];
}

/**
 * Makes entities of one type and name one, unless their codes say that they are two: rules that know a thing by
 * different words may end with the same name for it. The first keeps its place, and gets the codes that it lacks.
 */
export function joinSameNamed({ entities, mentions }: Named): Named {
  const byName = new Map<string, number[]>();
  const joined: Entity[] = [];
  const moved = entities.map((entity) => {
    const key = `${entity.type}:${entity.name}`;
    const alike = byName.get(key);
    const at = alike?.find((one) => areOne(joined[one], entity));
    const own = joined[at ?? -1];
    if (at !== undefined && own !== undefined) {
      joined[at] = { ...own, ...entity };
      return at;
    }
    const index = joined.push(entity) - 1;
    if (alike) alike.push(index);
    else byName.set(key, [index]);
    return index;
  });
  if (joined.length === entities.length) return { entities, mentions };
  return { entities: joined, mentions: mentions.map((one) => ({ ...one, entity: moved[one.entity] ?? one.entity })) };
}

const areOne = (one: Entity | undefined, other: Entity): boolean =>
  one !== undefined && agree(one.wikidata, other.wikidata) && agree(one.iso2, other.iso2);

const agree = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined || other === undefined || one === other;
