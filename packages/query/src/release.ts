import { analyseTerms } from './analyse.ts';
import { codeTerm } from './codes.ts';
import { type CodeField, TEXT_FIELDS, type TextField } from './tree.ts';

/** What searches see of a release. */
export interface ReleaseText {
  readonly title: string;
  /** The body's blocks, joined by two newlines. */
  readonly body: string;
  readonly issuer?: string | undefined;
  readonly distributor?: string | undefined;
  /** The names of whom and what the release names, labels and aliases alike. */
  readonly entities: readonly string[];
  readonly codes: readonly { readonly field: CodeField; readonly value: string }[];
  /** ms, a stated day from its first moment in UTC; null where no publication is stated. */
  readonly publishedAt: number | null;
  /** ms */
  readonly firstSeenAt: number;
}

/** A release's terms: what the index stores and the matchers compare. */
export interface AnalysedRelease {
  /** The terms of each field, in order; the names in `entity` parted by `NAME_BREAK`. */
  readonly terms: Readonly<Record<TextField, readonly string[]>>;
  /** By `codeTerm`, sorted, without repeats. */
  readonly codes: readonly string[];
  readonly publishedAt: number | null;
  readonly firstSeenAt: number;
  /** Where each term stands, over all fields: see `FIELD_SPAN`. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
}

/** Stands between two names, so that no phrase runs from one into the next. Analysis never gives it: it is no letter. */
export const NAME_BREAK = '¦';

/** Position p of the nth text field is n × FIELD_SPAN + p, so neither phrase nor NEAR reaches from field to field. */
export const FIELD_SPAN = 2 ** 27;

/** Analyses a release, once for the index and all saved searches. */
export function analyseRelease(release: ReleaseText): AnalysedRelease {
  const terms: Record<TextField, readonly string[]> = {
    title: analyseTerms(release.title),
    body: analyseTerms(release.body),
    issuer: analyseTerms(release.issuer ?? ''),
    distributor: analyseTerms(release.distributor ?? ''),
    entity: nameTerms(release.entities),
  };
  let positions: Map<string, number[]> | undefined;
  return {
    terms,
    codes: codeTerms(release),
    publishedAt: release.publishedAt,
    firstSeenAt: release.firstSeenAt,
    // Only matching needs them, so an index that stores the terms does not pay for them.
    get positions() {
      positions ??= positionsOf(terms);
      return positions;
    },
  };
}

/** The terms of a release's codes, sorted, without repeats. */
export const codeTerms = (release: ReleaseText): string[] =>
  [...new Set(release.codes.map(({ field, value }) => codeTerm(field, value)))].sort();

function nameTerms(names: readonly string[]): string[] {
  const terms: string[] = [];
  for (const name of names) {
    const own = analyseTerms(name);
    if (own.length > 0 && terms.length > 0) terms.push(NAME_BREAK);
    for (const term of own) terms.push(term);
  }
  return terms;
}

function positionsOf(terms: Readonly<Record<TextField, readonly string[]>>): Map<string, number[]> {
  const positions = new Map<string, number[]>();
  TEXT_FIELDS.forEach((field, n) => {
    terms[field].forEach((term, at) => {
      const known = positions.get(term);
      if (known === undefined) positions.set(term, [n * FIELD_SPAN + at]);
      else known.push(n * FIELD_SPAN + at);
    });
  });
  return positions;
}
