import { parseDate } from './dates/parse-date.ts';
import { isWebLink, resolveLink } from './links.ts';
import type { Enclosure, FeedText, FeedTime } from './model.ts';
import { childrenNamed, firstOf, type Names } from './xml/find.ts';
import { attributesOf, innerText, looseText } from './xml/text.ts';
import type { Element } from './xml/tree.ts';

/** The first of these names that states a date. */
export const timeOf = (text: string, parent: Element, names: Names): FeedTime | undefined =>
  firstOf(parent, names, (element) => parseDate(innerText(text, element)));

export const looseTextOf = (text: string, parent: Element, names: Names): FeedText | undefined =>
  firstOf(parent, names, (element) => looseText(text, element));

/** What a Media RSS group says of its files: video platforms say it nowhere else. */
export const groupText = (text: string, item: Element): FeedText | undefined =>
  firstOf(item, ['media:group'], (group) => looseTextOf(text, group, ['media:description']));

/** The address of an Atom link with one of these relations (`alternate` where none is stated), a page before others. */
export function atomLink(
  text: string,
  parent: Element,
  relations: readonly string[],
  base: string | undefined,
  key = 'atom:link',
): string | undefined {
  const links = childrenNamed(parent, key).map((link) => attributesOf(text, link));
  for (const relation of relations) {
    const related = links.filter((link) => relationOf(link) === relation && link.get('href')?.trim());
    const link = related.find(isPage) ?? related[0];
    if (link) return resolveLink(link.get('href'), base);
  }
  return undefined;
}

/** Of several forms of one thing, people read the page. */
const isPage = (attributes: ReadonlyMap<string, string>): boolean =>
  /^(?:text\/|application\/xhtml|$)/i.test(attributes.get('type')?.trim() ?? '');

/** Atom 1.0 §4.2.7.2: no relation means `alternate`; registered ones may be written as addresses. */
export const relationOf = (attributes: ReadonlyMap<string, string>): string =>
  (attributes.get('rel') ?? '').trim().toLowerCase().replace('http://www.iana.org/assignments/relation/', '') ||
  'alternate';

/** Files that come with an item: RSS enclosures, Atom enclosure links, Media RSS contents, also inside a group. */
export function enclosuresOf(text: string, item: Element, base: string | undefined): Enclosure[] {
  const groups = childrenNamed(item, 'media:group').flatMap((group) => childrenNamed(group, 'media:content'));
  const bearers = [
    ...childrenNamed(item, 'rss:enclosure').map((e) => attributesOf(text, e)),
    ...[...childrenNamed(item, 'atom:link')]
      .map((e) => attributesOf(text, e))
      .filter((attributes) => relationOf(attributes) === 'enclosure'),
    ...[...childrenNamed(item, 'media:content'), ...groups].map((e) => attributesOf(text, e)),
  ];
  const found = new Map<string, Enclosure>();
  for (const attributes of bearers) {
    const url = resolveLink(attributes.get('url') ?? attributes.get('href'), base);
    if (url === undefined || !isWebLink(url) || found.has(url) || found.size >= MAX_ENCLOSURES) continue;
    found.set(url, enclosure(url, attributes.get('type'), attributes.get('length') ?? attributes.get('filesize')));
  }
  return [...found.values()];
}

const MAX_ENCLOSURES = 50;
const MAX_CATEGORIES = 100;

export function enclosure(url: string, type: string | undefined, length: string | number | undefined): Enclosure {
  const bytes = Number(length);
  const known = length !== undefined && length !== '' && Number.isSafeInteger(bytes) && bytes > 0;
  return { url, ...(type?.trim() && { type: type.trim().toLowerCase() }), ...(known && { length: bytes }) };
}

/** Subjects in any vocabulary, each once, in the order of the item. */
export function categoriesOf(text: string, item: Element): string[] {
  const found = new Set<string>();
  for (const child of item.children) {
    if (found.size >= MAX_CATEGORIES) break;
    for (const words of categoryWords(text, child)) if (words.trim() !== '') found.add(words.trim());
  }
  return [...found];
}

function categoryWords(text: string, element: Element): string[] {
  switch (`${element.vocabulary}:${element.local}`) {
    case 'rss:category':
    case 'dc:subject':
    case 'dcterms:subject':
      return [innerText(text, element)];
    case 'atom:category': {
      const attributes = attributesOf(text, element);
      return [attributes.get('label') || attributes.get('term') || innerText(text, element)];
    }
    case 'media:keywords':
    case 'itunes:keywords':
      return innerText(text, element).split(',');
    default:
      return [];
  }
}

/** Leaves out what is undefined, as exact optional properties ask. */
export function defined<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
