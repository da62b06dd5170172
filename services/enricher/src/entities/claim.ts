import type { GazetteerEntry, NameType } from '@presswatch/gazetteer';

/** What a rule says of a stretch of the text. Token indexes, `to` exclusive. */
export interface Claim {
  readonly from: number;
  readonly to: number;
  readonly type: NameType;
  /** The rule, for people: `dictionary:people`, `person-title`. */
  readonly by: string;
  /** Between claims of one length the greater wins. */
  readonly weight: number;
  /** The thing of the gazetteer that it is; several where names are written alike. */
  readonly entries?: readonly GazetteerEntry[];
  /** The full stop after the last word belongs to the name. */
  readonly dot?: boolean;
  /** The possessive ’s after the last word belongs to the name. */
  readonly possessive?: boolean;
  /** UTF-16 units at the start of the first word that are not of the name. */
  readonly skip?: number;
  /** Claims with one key are one thing, whatever they are called. */
  readonly same?: string;
  /** Found by its words alone: the same words elsewhere are the same thing. */
  readonly spreads?: boolean;
}

export const WEIGHT = { guess: 1, context: 2, rule: 3, strong: 4, list: 5 } as const;

/** Longer claims are run-on text, not names; the bound keeps every later pass linear. */
const MAX_WORDS = 16;

/**
 * Settles overlaps: the longest claim wins, then the weightier, then the earlier. Linear but for one sort.
 * @returns the claims that stand, in the order of the text
 */
export function settle(claims: readonly Claim[], size: number, taken = new Uint8Array(size)): Claim[] {
  if (claims.length === 0) return [];
  const sorted = claims
    .filter((claim) => claim.to - claim.from <= MAX_WORDS)
    .sort((a, b) => b.to - b.from - (a.to - a.from) || b.weight - a.weight || a.from - b.from || compare(a.by, b.by));
  const standing: Claim[] = [];
  for (const claim of sorted) {
    let free = true;
    for (let i = claim.from; i < claim.to && free; i++) free = taken[i] === 0;
    if (!free) continue;
    for (let i = claim.from; i < claim.to; i++) taken[i] = 1;
    standing.push(claim);
  }
  return standing.sort((a, b) => a.from - b.from);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
