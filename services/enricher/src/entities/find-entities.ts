import type { Entity, Mention } from '@presswatch/events';
import type { GazetteerEntry, Snapshot } from '@presswatch/gazetteer';
import { type Document, endOf, keyAt, keysOf } from '../document.ts';
import { claimAbbreviations, claimSpelledOut, sameKey } from './brackets/brackets.ts';
import { type Claim, settle } from './claim.ts';
import { claimListed } from './dictionary/dictionary.ts';
import { tieToLists } from './dictionary/tie.ts';
import { claimInstruments } from './instruments/instruments.ts';
import { claimIssuer } from './issuer/issuer.ts';
import { claimLines } from './lines/lines.ts';
import { claimByModel, retype } from './model/by-model.ts';
import { claimAbroad } from './organisations/abroad.ts';
import { claimByPlace } from './organisations/by-standing.ts';
import { claimEnumerated } from './organisations/enumerated.ts';
import { claimInContext } from './organisations/in-context.ts';
import { claimOrganisations } from './organisations/organisations.ts';
import { widen } from './organisations/widen.ts';
import { claimPersonsAbroad } from './persons/abroad.ts';
import { claimPersons } from './persons/persons.ts';
import { claimPlaces } from './places/places.ts';
import { claimMade, claimProductsInContext } from './products/in-context.ts';
import { claimProducts } from './products/products.ts';
import { joinSameNamed } from './same-named.ts';
import { claimHeadNouns, claimShortForms, knownPerson } from './short-forms/short-forms.ts';

export interface Found {
  readonly entities: readonly Entity[];
  readonly mentions: readonly Mention[];
  /** ISO 3166-1 of countries and demonyms, the most named first. */
  readonly countries: readonly string[];
  /** Where the mentions end though the text has more: UTF-16 units. */
  readonly namedTo?: number;
}

/** No release names more; what does is a list, or hostile. */
const MENTIONS_MOST = 20_000;

/** Short forms of what has been found since the last time. */
const claimAgain = (doc: Document, _standing: readonly Claim[], taken: Uint8Array, fresh: readonly Claim[]): Claim[] =>
  claimShortForms(doc, fresh, taken);

/** How far the model must lead: before the rules that guess, where they have guessed, and after them. */
const LEAD = { first: 0.5, retype: 1, last: 0 } as const;

/** A step that leans on the names that stand already. */
export type Later = (doc: Document, standing: readonly Claim[], taken: Uint8Array, fresh: readonly Claim[]) => Claim[];

/** The later steps, in this order. */
const LATER: readonly Later[] = [
  claimAbbreviations,
  claimAgain,
  (doc, _standing, taken) => claimProductsInContext(doc, taken),
  claimAgain,
  (doc, _standing, taken) => claimInContext(doc, taken, true),
  (doc, _standing, taken) => claimByModel(doc, taken, LEAD.first),
  claimAgain,
  (doc, _standing, taken) => retype(doc, claimInContext(doc, taken), LEAD.retype),
  (doc, standing, taken) => retype(doc, claimEnumerated(doc, standing, taken), LEAD.retype),
  (doc, _standing, taken) => claimByModel(doc, taken, LEAD.last),
  claimAgain,
  claimHeadNouns,
];

/** The claims that stand, in the order of the text, and 1 for each token that they take. */
export interface Settled {
  readonly standing: readonly Claim[];
  readonly taken: Uint8Array;
}

/** The later steps without those that guess. */
const SURE: readonly Later[] = [claimAbbreviations, claimAgain, claimHeadNouns];

/** Every rule claims, overlaps are settled, and short forms are found again. */
export function claimByRules(
  doc: Document,
  snapshot: Snapshot,
  issuer: string | undefined,
  { guess = true }: { readonly guess?: boolean } = {},
): Settled {
  const listed = claimListed(doc);
  const claims = [
    ...listed,
    ...claimPersons(doc, listed),
    ...claimPersonsAbroad(doc),
    ...claimOrganisations(doc),
    ...claimInstruments(doc),
    ...claimPlaces(doc, listed),
    ...claimIssuer(doc, issuer),
    ...claimSpelledOut(doc),
    ...claimLines(doc),
    ...claimByPlace(doc),
    ...claimAbroad(doc),
    ...claimProducts(doc),
    ...claimMade(doc, listed),
  ];
  const taken = new Uint8Array(doc.tokens.length);
  const first = widen(doc, settle(claims, doc.tokens.length, taken), taken);
  let standing = withKnownPeople(doc, snapshot, first);
  let fresh: readonly Claim[] = standing;
  for (const more of guess ? LATER : SURE) {
    const added = settle(more(doc, standing, taken, fresh), doc.tokens.length, taken);
    fresh = more === claimAgain ? [] : [...fresh, ...added];
    if (added.length > 0) standing = merged(standing, added);
  }
  return { standing: tieToLists(doc, snapshot, standing), taken };
}

/** Two lists in the order of the text as one. */
function merged(one: readonly Claim[], other: readonly Claim[]): Claim[] {
  const all: Claim[] = [];
  let next = 0;
  for (const claim of one) {
    for (let added = other[next]; added !== undefined && added.from < claim.from; added = other[++next])
      all.push(added);
    all.push(claim);
  }
  for (; next < other.length; next++) {
    const added = other[next];
    if (added !== undefined) all.push(added);
  }
  return all;
}

/** As claimByRules, mentions of one thing joined to entities. */
export const findEntities = (doc: Document, snapshot: Snapshot, issuer: string | undefined): Found =>
  join(doc, claimByRules(doc, snapshot, issuer).standing);

/**
 * Ties “President Putin” and “Mr Starmer” to the person of that family name whom the release names in full; where it
 * names none, to the one known person whose office the title is.
 */
function withKnownPeople(doc: Document, snapshot: Snapshot, claims: readonly Claim[]): Claim[] {
  const full = new Map<string, Claim>();
  for (const claim of claims) {
    if (claim.type !== 'PERSON' || claim.to - claim.from < 2) continue;
    full.set(claim.entries?.[0]?.surname ?? keyAt(doc, claim.to - 1), claim);
  }
  return claims.map((claim) => {
    if (claim.type !== 'PERSON' || claim.entries !== undefined || claim.to - claim.from > 1) return claim;
    const named = full.get(keyAt(doc, claim.from));
    if (named !== undefined) {
      return named.entries === undefined
        ? { ...claim, same: sameKey(doc, named) }
        : { ...claim, entries: named.entries };
    }
    const entry = knownByTitle(doc, snapshot, claim);
    return entry === undefined ? claim : { ...claim, by: 'person-known-title', entries: [entry] };
  });
}

function knownByTitle(doc: Document, snapshot: Snapshot, claim: Claim): GazetteerEntry | undefined {
  for (let length = 3; length > 0; length--) {
    const from = claim.from - length;
    const entry = from < 0 ? undefined : knownPerson(doc, claim, snapshot, keysOf(doc, from, claim.from));
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** Which of several things written alike is meant: the one whose country the release names otherwise. */
function choose(claim: Claim, weights: ReadonlyMap<string, number>): GazetteerEntry | undefined {
  const entries = claim.entries ?? [];
  if (entries.length < 2) return entries[0];
  let best = entries[0];
  for (const entry of entries) {
    if ((weights.get(entry.iso2 ?? '') ?? 0) > (weights.get(best?.iso2 ?? '') ?? 0)) best = entry;
  }
  return best;
}

function countryWeights(claims: readonly Claim[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { entries } of claims) {
    const iso2 = entries?.length === 1 ? entries[0]?.iso2 : undefined;
    if (iso2 !== undefined) weights.set(iso2, (weights.get(iso2) ?? 0) + 1);
  }
  return weights;
}

interface Draft {
  type: Entity['type'];
  name: string;
  entry: GazetteerEntry | undefined;
}

function join(doc: Document, claims: readonly Claim[]): Found {
  const weights = countryWeights(claims);
  const drafts: Draft[] = [];
  const index = new Map<string, number>();
  const mentions: Mention[] = [];
  const named = new Map<string, number>();
  let namedTo: number | undefined;
  for (const claim of claims) {
    if (mentions.length === MENTIONS_MOST) {
      namedTo = mentions.at(-1)?.end;
      break;
    }
    const entry = choose(claim, weights);
    if (entry?.silent === true) continue;
    const key = claim.entries !== undefined && entry !== undefined ? entry.id : sameKey(doc, claim);
    const start = (doc.tokens[claim.from]?.start ?? 0) + (claim.skip ?? 0);
    const end = endOf(doc, claim.to, claim.dot === true) + (claim.possessive === true ? 2 : 0);
    const name = oneLine(doc.text.slice(start, end));
    let at = index.get(key);
    if (at === undefined) {
      at = drafts.push({ type: entry?.type ?? claim.type, name: entry?.name ?? name, entry }) - 1;
      index.set(key, at);
    } else {
      improve(drafts[at], name);
    }
    mentions.push({ start, end, entity: at, by: claim.by });
    countCountry(named, entry);
  }
  return {
    ...joinSameNamed({ entities: drafts.map(entityOf), mentions }),
    countries: mostNamed(named),
    ...(namedTo === undefined ? {} : { namedTo }),
  };
}

function countCountry(named: Map<string, number>, entry: GazetteerEntry | undefined): void {
  if (entry?.country === true && entry.iso2 !== undefined) named.set(entry.iso2, (named.get(entry.iso2) ?? 0) + 1);
}

const mostNamed = (named: ReadonlyMap<string, number>): string[] =>
  [...named].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([iso2]) => iso2);

/** White space to one space each; seldom needed, so looked for first. */
const oneLine = (name: string): string => (/\s\s|[^\S ]/.test(name) ? name.replace(/\s+/g, ' ') : name);

/** The longest form in the release is the name to show, unless a list gives one. */
function improve(draft: Draft | undefined, name: string): void {
  if (draft !== undefined && draft.entry === undefined && name.length > draft.name.length) draft.name = name;
}

const entityOf = ({ type, name, entry }: Draft): Entity => ({
  type,
  name: name.slice(0, 500),
  ...(entry?.iso2 === undefined ? {} : { iso2: entry.iso2 }),
  ...(entry?.wikidata === undefined ? {} : { wikidata: entry.wikidata }),
});
