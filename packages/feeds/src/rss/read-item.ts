import { isWebLink, resolveLink } from '../links.ts';
import type { FeedItem, FeedText } from '../model.ts';
import { atomLink, categoriesOf, defined, enclosuresOf, groupText, looseTextOf, timeOf } from '../modules.ts';
import { atomPerson, type Byline, bylineOf } from '../people.ts';
import { looseLine, looseTitle, type Title } from '../title.ts';
import { inheritedAt, sliceOf, type XmlDocument } from '../xml/context.ts';
import { firstOf, type Names, textOf } from '../xml/find.ts';
import { attributesOf, innerMarkup, innerText } from '../xml/text.ts';
import type { Element } from '../xml/tree.ts';
import { rssLink } from './rss-link.ts';

/** Where RSS in all its versions and modules keeps things, the most specific first. */
const TITLE: Names = ['rss:title', 'dc:title', 'dcterms:title', 'media:title', 'atom:title', 'itunes:title'];
const SUMMARY: Names = [
  'rss:description',
  'rss:summary',
  'rss:abstract',
  'dc:description',
  'dcterms:abstract',
  'dcterms:description',
  'atom:summary',
  'itunes:summary',
  'itunes:subtitle',
  'media:description',
];
const CONTENT: Names = ['content:encoded', 'rss:fullitem', 'rss:full-text', 'rss:content', 'atom:content'];
const PUBLISHED: Names = [
  'rss:pubdate',
  'atom:published',
  'dcterms:issued',
  'dc:date',
  'dcterms:date',
  'dcterms:created',
  'dcterms:available',
  'rss:date',
  'rss:published',
];
const UPDATED: Names = ['atom:updated', 'dcterms:modified', 'rss:lastbuilddate', 'rss:updated'];
const AUTHOR: Names = ['dc:creator', 'atom:author', 'rss:author', 'dc:publisher', 'itunes:author', 'media:credit'];

/** One item of RSS 0.9x, 1.0, 1.1 or 2.0 with the modules that feeds use. */
export function readRssItem(doc: XmlDocument, item: Element): FeedItem {
  const { base, language } = inheritedAt(doc, item);
  const guid = guidOf(doc.text, item);
  return {
    ...firstOf(item, TITLE, (element) => looseTitle(innerText(doc.text, element))),
    ...authorOf(doc.text, item),
    ...defined<Omit<FeedItem, 'categories' | 'enclosures' | 'slice' | keyof Title | keyof Byline>>({
      id: guid.id,
      link: linkOf(doc.text, item, base, guid),
      summary: looseTextOf(doc.text, item, SUMMARY) ?? groupText(doc.text, item),
      content: looseTextOf(doc.text, item, CONTENT) ?? xhtmlBody(doc.text, item),
      published: timeOf(doc.text, item, PUBLISHED),
      updated: timeOf(doc.text, item, UPDATED),
      language: textOf(doc.text, item, ['dc:language', 'rss:language']) ?? language,
      base,
    }),
    categories: categoriesOf(doc.text, item),
    enclosures: enclosuresOf(doc.text, item, base),
    slice: sliceOf(item),
  };
}

interface Guid {
  readonly id: string | undefined;
  readonly permanent: boolean;
}

function guidOf(text: string, item: Element): Guid {
  const guid = firstOf(item, ['rss:guid'], (element) => {
    const id = innerText(text, element);
    const flag = attributesOf(text, element).get('ispermalink')?.trim().toLowerCase();
    return id === '' ? undefined : { id, permanent: flag !== 'false' };
  });
  if (guid) return guid;
  const about = attributesOf(text, item).get('rdf:about')?.trim();
  const id = about || textOf(text, item, ['atom:id', 'dc:identifier', 'dcterms:identifier']);
  return { id, permanent: about !== undefined };
}

/** FeedBurner keeps the item's own link aside and states its own as the item's. */
function linkOf(text: string, item: Element, base: string | undefined, guid: Guid): string | undefined {
  const original = resolveLink(textOf(text, item, ['feedburner:origlink']), base);
  const link = original ?? rssLink(text, item, base) ?? atomLink(text, item, ['alternate'], base);
  if (link !== undefined || guid.id === undefined || !guid.permanent) return link;
  const permanent = resolveLink(guid.id, base);
  return permanent !== undefined && isWebLink(permanent) ? permanent : undefined;
}

const authorOf = (text: string, item: Element): Byline | undefined =>
  firstOf(item, AUTHOR, (element) =>
    element.vocabulary === 'atom' || element.children.length > 0
      ? (atomPerson(text, element) ?? bylineOf(innerText(text, element)))
      : bylineOf(looseLine(innerText(text, element))),
  );

/** XHTML straight inside the item, as a `body` or a `div`. */
const xhtmlBody = (text: string, item: Element): FeedText | undefined =>
  firstOf(item, ['xhtml:body', 'xhtml:div', 'rss:body'], (element): FeedText | undefined => {
    const value = innerMarkup(text, element);
    return value === '' ? undefined : { value, type: 'html' };
  });
