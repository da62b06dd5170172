import { borders } from '@rapideditor/country-coder';

/** What the gazetteer needs of country-coder, as `generated/countries.json` holds it. */
export interface CountryTable {
  readonly source: string;
  readonly countries: readonly {
    readonly iso2: string;
    readonly wikidata: string;
    readonly name: string;
    readonly aliases: readonly string[];
  }[];
}

const SOURCE =
  '@rapideditor/country-coder (ISC licence): ISO 3166-1 codes, Wikidata items and English names of countries';

/** Codes that country-coder carries but ISO 3166-1 does not list as officially assigned, Kosovo excepted. */
const isCountryCode = (properties: { iso1A2?: string | undefined; isoStatus?: string | null | undefined }): boolean =>
  properties.iso1A2 !== undefined && (properties.isoStatus === 'official' || properties.iso1A2 === 'XK');

/** The table as the installed country-coder gives it: `npm run generate` writes it, and a test compares. */
export function countryTable(): CountryTable {
  const countries: CountryTable['countries'][number][] = [];
  for (const { properties } of borders.features) {
    const { iso1A2, wikidata, nameEn } = properties;
    if (!isCountryCode(properties) || iso1A2 == null || wikidata == null || nameEn == null) continue;
    const aliases = (properties.aliases ?? []).filter((alias: string) => alias.length > 3);
    countries.push({ iso2: iso1A2, wikidata, name: nameEn, aliases });
  }
  return { source: SOURCE, countries };
}
