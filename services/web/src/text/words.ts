import { RULES } from '../../generated/rules.ts';

/** The page's words for the codes of the API. A code that is not listed is shown as it is, made readable. */

export const readable = (code: string): string => {
  const words = code.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const wordIn =
  (words: Readonly<Record<string, string>>) =>
  (code: string): string =>
    Object.hasOwn(words, code) ? (words[code] ?? code) : readable(code);

export const kindName = wordIn({ 'press-release': 'Press release' });

export const typeName = wordIn({
  PERSON: 'Person',
  ORG: 'Organisation',
  PLACE: 'Place',
  DEMONYM: 'Demonym',
  INSTRUMENT: 'Instrument',
  PRODUCT: 'Product',
});

export const typeNames = wordIn({
  PERSON: 'People',
  ORG: 'Organisations',
  PLACE: 'Places',
  DEMONYM: 'Demonyms',
  INSTRUMENT: 'Instruments',
  PRODUCT: 'Products',
});

/** A type as part of a class name; types are an open list. */
export const typeClass = (type: string): string => `t-${type.toLowerCase().replace(/[^a-z]/g, '')}`;

export const partName = wordIn({
  about: 'About the issuer',
  contact: 'Contact',
  legal: 'Legal',
  notes: 'Notes to editors',
});

export const facetName = wordIn({ lang: 'Language', entity: 'Named in it' });

export const formatName = wordIn({
  html: 'Web page',
  pdf: 'PDF',
  email: 'Mail',
  'feed-entry': 'Entry of a feed',
  'govuk-content': 'GOV.UK content item',
  'sec-exhibit': 'SEC exhibit',
  'distributor-stamp': 'Release with a distributor’s stamp',
});

const PLACES: Readonly<Record<string, string>> = {
  stamp: 'the distributor’s stamp',
  'json-ld': 'structured data (JSON-LD)',
  microdata: 'structured data (microdata)',
  rdfa: 'structured data (RDFa)',
  meta: 'the page’s metadata',
  og: 'the page’s metadata (OpenGraph)',
  opengraph: 'the page’s metadata (OpenGraph)',
  source: 'the source’s entry',
  recognised: 'the words of the text',
  readability: 'the page, without what surrounds it',
  url: 'the address',
  html: 'the page’s mark-up',
  h1: 'the page’s heading',
};

/** Where a field was read, as the end of “from …”: `json-ld publisher` is the member `publisher` of JSON-LD. */
export function fromName(from: string): string {
  const [place = '', ...member] = from.split(' ');
  const known = Object.hasOwn(PLACES, place) ? PLACES[place] : undefined;
  if (known !== undefined) return member.length === 0 ? known : `${known}, ${member.join(' ')}`;
  return /[_.:@]/.test(from) ? `the field ${from}` : `the ${from}`;
}

/** What is said of where a field was read. */
export const readFrom = (from: string): string =>
  from === 'default' ? 'taken for granted: nothing says otherwise' : `from ${fromName(from)}`;

/** Why a name was found, as a sentence. */
export function byName(by: string): string {
  const list = /^dictionary:(.+)$/.exec(by)?.[1];
  if (list !== undefined) return `It stands in the list “${list}” of the gazetteer.`;
  return (Object.hasOwn(RULES, by) ? RULES[by] : undefined) ?? `Found by the rule “${readable(by).toLowerCase()}”.`;
}

const displayNames = (type: 'language' | 'region') => {
  const names = new Intl.DisplayNames('en', { type, fallback: 'code' });
  return (code: string): string => {
    try {
      return names.of(code) ?? code;
    } catch {
      return code; // no code of its kind: shown as it is
    }
  };
};
export const languageName = displayNames('language');
export const countryName = displayNames('region');

const RIGHT_TO_LEFT = new Set(['ar', 'arc', 'dv', 'fa', 'he', 'ks', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi']);
/** The direction of a language; of none: as its letters say. */
export const directionOf = (language: string | undefined): 'ltr' | 'rtl' | 'auto' =>
  language === undefined ? 'auto' : RIGHT_TO_LEFT.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr';
