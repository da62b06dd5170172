import { borders } from '@rapideditor/country-coder';
import type { CountriesList } from './list-schema.ts';

/** A country with both ids and every name it goes by. */
export interface Country {
  readonly iso2: string;
  readonly wikidata: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly demonyms: readonly string[];
}

/** Codes that country-coder carries but ISO 3166-1 does not list as officially assigned, Kosovo excepted. */
const isCountryCode = (properties: { iso1A2?: string | undefined; isoStatus?: string | null | undefined }): boolean =>
  properties.iso1A2 !== undefined && (properties.isoStatus === 'official' || properties.iso1A2 === 'XK');

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
  for (const { properties } of borders.features) {
    const { iso1A2, wikidata, nameEn } = properties;
    if (!isCountryCode(properties) || iso1A2 == null || wikidata == null || nameEn == null) continue;
    const mine = own.get(iso1A2);
    const name = mine?.name ?? nameEn;
    const spelled = (properties.aliases ?? []).filter((alias: string) => alias.length > 3);
    const aliases = [...variants(nameEn), ...variants(name), ...spelled, ...(mine?.aliases ?? [])];
    countries.push({ iso2: iso1A2, wikidata, name, aliases: [...new Set(aliases)], demonyms: mine?.demonyms ?? [] });
  }
  return countries;
}
