import { ENTITY_TYPES } from '@presswatch/events';
import { add, type Counts, compareSets, f1Of, figuresOf, NOTHING, precisionOf, recallOf } from './counts.ts';
import { goldOf, type Measured, type Pair } from './measure.ts';

interface GoldMention {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly iso2?: string;
  readonly wikidata?: string;
  /** Of gold for linking. */
  readonly id?: string;
}

const mentionsOf = (value: unknown): readonly GoldMention[] => (Array.isArray(value) ? value : []);
const spanOf = ({ start, end }: GoldMention): string => `${start}-${end}`;
const CORE = ['PERSON', 'ORG', 'PLACE'];

/** Strict spans with their types, over all cases together: all types, each type, spans alone, and country codes. */
export function measureEntities(pairs: readonly Pair[]): Measured {
  const byType = new Map<string, Counts>(ENTITY_TYPES.map((type) => [type, NOTHING]));
  let spans: Counts = NOTHING;
  let [coded, codes] = [0, 0];
  const cases = pairs.map(({ gold, said }) => {
    const wanted = mentionsOf(goldOf(gold).mentions);
    const given = mentionsOf(said?.mentions).filter(({ type }) => byType.has(type));
    for (const type of ENTITY_TYPES) {
      const of = (mentions: readonly GoldMention[]) => mentions.filter((mention) => mention.type === type).map(spanOf);
      byType.set(type, add(byType.get(type) ?? NOTHING, compareSets(of(wanted), of(given))));
    }
    spans = add(spans, compareSets(wanted.map(spanOf), given.map(spanOf)));
    const bySpan = new Map(given.map((mention) => [spanOf(mention), mention]));
    for (const mention of wanted) {
      if (mention.iso2 === undefined) continue;
      codes++;
      if (bySpan.get(spanOf(mention))?.iso2 === mention.iso2) coded++;
    }
    const hits = wanted.filter((mention) => bySpan.get(spanOf(mention))?.type === mention.type).length;
    const note = `${hits} of ${wanted.length} found, ${given.length} said`;
    return { id: gold.id, score: wanted.length === 0 ? 1 : hits / wanted.length, note };
  });
  const sum = (types: readonly string[]) => types.reduce((all, type) => add(all, byType.get(type) ?? NOTHING), NOTHING);
  const core = sum(CORE);
  const figures = {
    'person+org+place': f1Of(core),
    precision: precisionOf(core),
    recall: recallOf(core),
    all: f1Of(sum(ENTITY_TYPES)),
    ...figuresOf(byType, (type) => type.toLowerCase()),
    spans: f1Of(spans),
    countries: codes === 0 ? 1 : coded / codes,
  };
  return { figures, cases };
}

/** Wikidata ids: span and id must both be right. A case may say which span of its text was annotated. */
export function measureLinking(pairs: readonly Pair[]): Measured {
  let total: Counts = NOTHING;
  const cases = pairs.map(({ gold, said }) => {
    const [from, to] = Array.isArray(gold.span) ? (gold.span as [number, number]) : [0, Number.POSITIVE_INFINITY];
    const inside = ({ start, end }: GoldMention) => start >= from && end <= to;
    const key = (mention: GoldMention, id: string | undefined) =>
      id === undefined ? [] : [`${spanOf(mention)} ${id}`];
    const wanted = mentionsOf(goldOf(gold).mentions).filter(inside);
    const given = mentionsOf(said?.mentions).filter(inside);
    const counts = compareSets(
      wanted.flatMap((mention) => key(mention, mention.id ?? mention.wikidata)),
      given.flatMap((mention) => key(mention, mention.wikidata)),
    );
    total = add(total, counts);
    const note = `${counts.right} right, ${counts.wrong} wrong, ${counts.missed} missed`;
    return { id: gold.id, score: counts.right + counts.missed === 0 ? 1 : f1Of(counts), note };
  });
  return { figures: { f1: f1Of(total), precision: precisionOf(total), recall: recallOf(total) }, cases };
}
