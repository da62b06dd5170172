import type { NameType } from '../list-schema.ts';
import { fitsRow, type ReferenceRow } from '../reference/reference-row.ts';
import { tokenize } from '../tokenize.ts';
import { type Confusable, isDoubtful } from './doubt.ts';
import { natureOf } from './nature.ts';
import { countriesOf, type Nsi, type NsiItem } from './nsi.ts';

/** A thing of the index, gathered from all the items that refer to it. */
interface Gathered {
  readonly names: Set<string>;
  /** Undefined: known in the whole world or a part of it wider than countries. */
  countries: Set<string> | undefined;
}

/** Which tag holds the item of Wikidata, and which tags hold names, by the first part of a path. */
const TREES: Readonly<Record<string, { readonly id: string; readonly names: readonly string[] }>> = {
  brands: { id: 'brand:wikidata', names: ['brand', 'brand:en', 'brand:short', 'name:en', 'official_name'] },
  operators: { id: 'operator:wikidata', names: ['operator', 'operator:en', 'operator:short'] },
  transit: { id: 'network:wikidata', names: ['network', 'network:en', 'network:short'] },
  flags: { id: 'subject:wikidata', names: ['subject', 'subject:en'] },
};

/** More things of one name than these say nothing: “Ministry of Health”. */
const MOST_NAMESAKES = 3;
const LONGEST = 60;
const MOST_WORDS = 8;

/** The things of the index that have an item of Wikidata, by that item. */
function gather(nsi: Nsi): Map<string, Gathered> {
  const things = new Map<string, Gathered>();
  for (const [path, items] of nsi.paths) {
    const tree = TREES[path.slice(0, path.indexOf('/'))];
    if (tree === undefined) continue;
    for (const item of items) {
      const wikidata = item.tags[tree.id];
      if (wikidata === undefined || !/^Q\d+$/.test(wikidata) || !isWanted(path, item)) continue;
      const known = things.get(wikidata) ?? { names: new Set(), countries: new Set() };
      for (const tag of tree.names) if (item.tags[tag] !== undefined) known.names.add(tidy(item.tags[tag]));
      known.countries = joined(known.countries, item);
      things.set(wikidata, known);
    }
  }
  return things;
}

/** Flags are of everything; school districts of the Philippines are called “North District”. */
function isWanted(path: string, item: NsiItem): boolean {
  if (path.startsWith('flags/')) return /^(?:organisation|governmental|military)$/.test(item.tags['flag:type'] ?? '');
  return path !== 'operators/amenity/school' || /school|college|academ/i.test(item.tags.operator ?? '');
}

function joined(known: Set<string> | undefined, item: NsiItem): Set<string> | undefined {
  const more = countriesOf(item);
  return known === undefined || more === undefined ? undefined : new Set([...known, ...more]);
}

const tidy = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim();

/** Written in Latin letters, with a capital or digit that tells it from words, and not too long. */
export function isUsable(name: string): boolean {
  if (name.length > LONGEST || !fitsRow(name) || !/^[\p{Script=Latin}\p{M}\d\s&'’.,+!/\-–]+$/u.test(name)) return false;
  const words = tokenize(name).length;
  return /^(?:\p{Lu}|\d|\p{Ll}{1,2}\p{Lu})/u.test(name) && /\p{L}/u.test(name) && words <= MOST_WORDS;
}

interface Candidate {
  readonly wikidata: string;
  readonly type: NameType;
  readonly name: string;
  readonly names: readonly string[];
  readonly iso2: string | undefined;
  /** Known in more than one country. */
  readonly wide: boolean;
}

function candidates(nsi: Nsi): Candidate[] {
  const found: Candidate[] = [];
  for (const [wikidata, { names, countries }] of gather(nsi)) {
    const note = nsi.notes.get(wikidata);
    const type = natureOf(note?.description ?? '');
    // A city that runs schools is called “City of …” there: places have lists of their own.
    if (type === undefined || type === 'PLACE') continue;
    const label = note?.label === undefined ? undefined : tidy(note.label);
    const usable = [...new Set([...(label === undefined ? [] : [label]), ...names])].filter(isUsable);
    const [name] = usable;
    if (name === undefined) continue;
    const iso2 = countries?.size === 1 ? [...countries][0] : undefined;
    found.push({ wikidata, type, name, names: usable, iso2, wide: iso2 === undefined });
  }
  return found.sort((a, b) => Number(a.wikidata.slice(1)) - Number(b.wikidata.slice(1)));
}

const keyOf = (name: string): string =>
  tokenize(name)
    .map((token) => token.key)
    .join(' ');

/** Who bears a name: those whose own name it is, before those who are also called so. */
function bearers(all: readonly Candidate[]): Map<string, readonly Candidate[]> {
  const called = new Map<string, Candidate[]>();
  for (const candidate of all) {
    for (const key of new Set(candidate.names.map(keyOf))) called.set(key, [...(called.get(key) ?? []), candidate]);
  }
  for (const [key, some] of called) {
    const owners = some.filter((candidate) => keyOf(candidate.name) === key);
    // Known in the world before known in one country; then those that Wikidata has had for longer.
    const ranked = some.toSorted((a, b) => Number(b.wide) - Number(a.wide));
    called.set(key, owners.length === 1 ? owners : ranked);
  }
  return called;
}

/** Brands, operators and networks of the name-suggestion-index: organisations, and products where Wikidata says so. */
export function brandRows(nsi: Nsi, confusable: Confusable): ReferenceRow[] {
  const all = candidates(nsi);
  const called = bearers(all);
  const rows: ReferenceRow[] = [];
  for (const candidate of all) {
    const sure: string[] = [];
    const doubtful: string[] = [];
    let rank = 0;
    for (const name of candidate.names) {
      const namesakes = called.get(keyOf(name)) ?? [];
      if (!namesakes.includes(candidate) || namesakes.length > MOST_NAMESAKES) continue;
      const fame = { wide: candidate.wide, own: name === candidate.name };
      const unsure = namesakes.length > 1 || isDoubtful(name, fame, confusable);
      (unsure ? doubtful : sure).push(name);
      rank = Math.max(rank, namesakes.indexOf(candidate));
    }
    if (sure.length + doubtful.length === 0) continue;
    const { type, name, iso2, wikidata } = candidate;
    rows.push({
      type,
      list: 'brands',
      name,
      ...(iso2 === undefined ? {} : { iso2 }),
      wikidata,
      sure,
      doubtful,
      rank,
    });
  }
  return rows;
}
