import { readFileSync } from 'node:fs';
import type { CountryTable } from './country-table.ts';
import type { CountriesList } from './list-schema.ts';

/** A country with both ids and every name it goes by. */
export interface Country {
  readonly iso2: string;
  readonly wikidata: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly demonyms: readonly string[];
}

/** `Republic of the Congo` keeps its long name: Congo alone may be either of two. */
const LONG_NAME = /^(?:The |Kingdom of (?:the )?|Republic of (?!the ))/;

/** Country names as said in running text: `The Gambia` is found as `Gambia` too. */
function variants(name: string): string[] {
  const names = [name, name.replace(LONG_NAME, '')];
  for (const one of [...names]) {
    if (/\bSt\. /.test(one)) names.push(one.replace(/\bSt\. /, 'Saint '), one.replace(/\bSt\. /, 'St '));
    if (one.includes(' and ')) names.push(one.replace(' and ', ' & '));
  }
  return names;
}

/** The table as committed: country-coder itself brings the borders of all countries along, which nobody here asks for. */
const readCountryTable = (): CountryTable =>
  JSON.parse(readFileSync(new URL('../generated/countries.json', import.meta.url), 'utf8'));

/** The countries of ISO 3166-1 with their Wikidata ids, both from country-coder, and the names of our own lists. */
export function countriesWith(lists: readonly CountriesList[]): Country[] {
  const own = new Map<string, { name?: string; aliases: string[]; demonyms: string[] }>();
  for (const list of lists) {
    for (const entry of list.countries) {
      const known = own.get(entry.iso2) ?? { aliases: [], demonyms: [] };
      if (entry.name !== undefined) known.name = entry.name;
      known.aliases.push(...entry.aliases);
      known.demonyms.push(...entry.demonyms);
      own.set(entry.iso2, known);
    }
  }
  const countries: Country[] = [];
  for (const { iso2, wikidata, name: nameEn, aliases: spelled } of readCountryTable().countries) {
    const mine = own.get(iso2);
    const name = mine?.name ?? nameEn;
    const aliases = [...variants(nameEn), ...variants(name), ...spelled, ...(mine?.aliases ?? [])];
    countries.push({ iso2, wikidata, name, aliases: [...new Set(aliases)], demonyms: mine?.demonyms ?? [] });
  }
  return countries;
}
