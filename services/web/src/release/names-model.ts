import type { Content, Entity } from '../../generated/api.ts';
import { counted } from '../text/counts.ts';

/** A name of a release, with all the places where it stands. */
export interface Name {
  /** Index into the release's entities. */
  readonly entity: number;
  readonly type: string;
  readonly name: string;
  readonly iso2?: string | undefined;
  readonly wikidata?: string | undefined;
  /** Indexes into the release's mentions, in the order of the text. */
  readonly mentions: readonly number[];
}

const ORDER = ['ORG', 'PERSON', 'PLACE', 'DEMONYM', 'INSTRUMENT', 'PRODUCT'];

/** The names of a release, the most mentioned first. What is mentioned nowhere is left out. */
export function namesOf({ entities, mentions }: Pick<Content, 'entities' | 'mentions'>): Name[] {
  const places = new Map<number, number[]>();
  mentions.forEach(({ entity }, at) => {
    const list = places.get(entity);
    if (list === undefined) places.set(entity, [at]);
    else list.push(at);
  });
  return entities
    .map(({ type, name, iso2, wikidata }: Entity, entity) => {
      const own = (places.get(entity) ?? []).toSorted((a, b) => (mentions[a]?.start ?? 0) - (mentions[b]?.start ?? 0));
      return { entity, type, name, iso2, wikidata, mentions: own };
    })
    .filter((name) => name.mentions.length > 0)
    .sort((a, b) => b.mentions.length - a.mentions.length);
}

/** Names by type, in a fixed order; types that this page does not know come last. */
export function byType(names: readonly Name[]): (readonly [type: string, names: readonly Name[]])[] {
  const rank = (type: string): number => (ORDER.indexOf(type) + 1 || ORDER.length + 1) - 1;
  return [...Map.groupBy(names, ({ type }) => type)].sort(([a], [b]) => rank(a) - rank(b));
}

/** What a reader should know where a release is too long for all of it to be read for names. */
export const namedToSentence = (namedTo: Content['namedTo']): string | undefined =>
  namedTo === undefined ? undefined : `Names were looked for in the first ${counted(namedTo, 'character')} only.`;
