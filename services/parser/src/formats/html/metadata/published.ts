import type { StatedTime } from '@presswatch/events';
import { dayOf, type Evidence, type EvidenceKind } from './evidence.ts';

/** Kinds that come of the same hand: they agree by nature, so each family is counted once. */
const FAMILY: Readonly<Record<EvidenceKind, 'data' | 'url' | 'shown'>> = {
  'json-ld': 'data',
  items: 'data',
  meta: 'data',
  'loose-meta': 'data',
  script: 'data',
  url: 'url',
  time: 'shown',
  marked: 'shown',
  text: 'shown',
};
const AGREEING = 0.3;
/** What a day needs where others contend, and where it is the only one. */
const LEAST = { contended: 2.5, sole: 0.75 } as const;

interface Day {
  readonly score: number;
  readonly first: Evidence;
  readonly all: readonly Evidence[];
}

/** The day for which most speaks, as the statement words it that is believed first. */
export function choosePublished(evidence: readonly Evidence[]): StatedTime | undefined {
  const days = [...Map.groupBy(evidence, ({ time }) => dayOf(time)).values()]
    .map(scored)
    .sort((a, b) => b.score - a.score);
  const [best] = days;
  if (!best || best.score < (days.length > 1 ? LEAST.contended : LEAST.sole) || isList(best, days)) return undefined;
  return localOf(best, days) ?? finest(best);
}

function scored(all: readonly Evidence[]): Day {
  const sorted = all.toSorted((a, b) => b.trust - a.trust);
  const first = sorted[0] as Evidence;
  const families = new Set([FAMILY[first.kind]]);
  let score = first.trust;
  for (const { kind, trust } of sorted) {
    if (families.has(FAMILY[kind])) continue;
    families.add(FAMILY[kind]);
    score += AGREEING * trust;
  }
  return { score, first, all: sorted };
}

/** Many days for which as much speaks as for the best: a calendar or a list, of which none is the page's. */
const isList = (best: Day, days: readonly Day[]): boolean =>
  FAMILY[best.first.kind] === 'shown' && days.filter(({ score }) => score >= best.score - ALIKE).length > ALIKE_MOST;

const ALIKE = 0.75;
const ALIKE_MOST = 3;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Statements trusted less say nothing of the hour. */
const TRUSTED = 5;
const MIDNIGHT = /T00:00(?::00(?:\.0+)?)?$/;

/** How much a time says beyond its day: a clock time, then its zone. Midnight is what programs write for a mere day. */
const fineness = ({ value, zone }: StatedTime): number =>
  !value.includes('T') || MIDNIGHT.test(value) ? 0 : zone === null ? 1 : 2;

/** The day as its finest statement words it: what is believed first may be a day only, as pages show it. */
function finest({ first, all }: Day): StatedTime {
  let best = first;
  for (const one of all) {
    if (one.trust >= TRUSTED && fineness(one.time) > fineness(best.time)) best = one;
  }
  return best.time;
}

/** A machine's UTC stamp may fall on the day before or after that of the place; the address then tells the local day. */
function localOf(best: Day, days: readonly Day[]): StatedTime | undefined {
  const { zone, value } = best.first.time;
  if (zone !== 'Z' && zone !== '+00:00') return undefined;
  if (best.all.some(({ kind }) => kind === 'url')) return undefined;
  const at = Date.parse(value.slice(0, 10));
  const beside = days.find(
    ({ first, all }) =>
      Math.abs(Date.parse(dayOf(first.time)) - at) === DAY_MS && all.some(({ kind }) => kind === 'url'),
  );
  return beside?.first.time;
}
