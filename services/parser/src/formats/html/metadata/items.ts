import { fold } from '../../../text/fold.ts';
import type { DomElement } from '../dom.ts';
import type { Section } from './sections.ts';
import { shortText } from './short-text.ts';

/** An entity that a page's mark-up states: microdata's `itemscope`, RDFa's `typeof`. */
export interface Item {
  readonly by: 'microdata' | 'rdfa';
  readonly section: Section | undefined;
  readonly depth: number;
  /** As JSON-LD would have it: `@type`, `@id`, properties with a value or a list of values. */
  readonly node: Record<string, unknown>;
}

const ITEMS_MOST = 500;
const VALUES_MOST = 20;
const VALUE_MOST = 1000;
/** Of RDFa only properties of these vocabularies, or of none, are read; those of OpenGraph are no items. */
const PREFIX =
  /^(?:schema|dc|dcterms|rnews|https?:\/\/schema\.org\/|https?:\/\/purl\.org\/dc\/(?:terms|elements\/1\.1)\/):?/i;

/** The item that an element opens; it also becomes a value of the item that it lies in. */
export function itemOf(
  element: DomElement,
  around: Item | undefined,
  section: Section | undefined,
  depth: number,
  items: Item[],
): Item | undefined {
  const microdata = element.getAttribute('itemscope') !== null;
  const type = element.getAttribute(microdata ? 'itemtype' : 'typeof');
  if (!(microdata || type !== null) || items.length >= ITEMS_MOST) return undefined;
  const id = element.getAttribute(microdata ? 'itemid' : 'resource');
  const node = { '@type': (type ?? '').split(/\s+/).slice(0, 5), ...(id === null ? {} : { '@id': id }) };
  const item: Item = { by: microdata ? 'microdata' : 'rdfa', section, depth, node };
  const names = namesOf(element, item.by);
  if (around) for (const name of names) put(around, name, node);
  items.push(item);
  return item;
}

/** Puts the value of an element with `itemprop` or `property` into the item that it lies in, or into one without a type. */
export function takeProperty(
  element: DomElement,
  around: Item | undefined,
  section: Section | undefined,
  depth: number,
  items: Item[],
): void {
  const by = element.getAttribute('itemprop') === null ? 'rdfa' : 'microdata';
  const names = namesOf(element, by);
  if (names.length === 0 || (around === undefined && element.tagName === 'META')) return;
  if (element.getAttribute('itemscope') !== null || element.getAttribute('typeof') !== null) return;
  const item = around ?? { by, section, depth, node: {} };
  const value = statedValue(element);
  if (value === '') return;
  for (const name of names) put(item, name, value);
  if (around === undefined && items.length < ITEMS_MOST) items.push(item);
}

function namesOf(element: DomElement, by: Item['by']): string[] {
  const stated = element.getAttribute(by === 'microdata' ? 'itemprop' : 'property');
  if (stated === null || stated === '') return [];
  const names = stated
    .slice(0, 200)
    .split(/\s+/)
    .map((name) => name.replace(PREFIX, ''));
  return names.filter((name) => /^[a-z]\w*$/i.test(name));
}

function put({ node }: Item, name: string, value: unknown): void {
  const before = node[name];
  if (before === undefined || !Object.hasOwn(node, name)) node[name] = value;
  else if (!Array.isArray(before)) node[name] = [before, value];
  else if (before.length < VALUES_MOST) before.push(value);
}

function statedValue(element: DomElement): string {
  for (const attribute of ['content', 'datetime', 'data-datetime']) {
    const value = element.getAttribute(attribute);
    if (value !== null && value.trim() !== '') return value.slice(0, VALUE_MOST);
  }
  const text = fold(shortText(element, VALUE_MOST));
  return text === ''
    ? (element.getAttribute('href') ?? element.getAttribute('title') ?? '').slice(0, VALUE_MOST)
    : text;
}
