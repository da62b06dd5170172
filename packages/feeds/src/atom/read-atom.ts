import { resolveLink } from '../links.ts';
import type { FeedContents, FeedItem, FeedText } from '../model.ts';
import { atomLink, categoriesOf, defined, enclosuresOf, groupText, looseTextOf, timeOf } from '../modules.ts';
import { atomPerson, type Byline, bylineOf, joinBylines } from '../people.ts';
import type { Title } from '../title.ts';
import { inheritedAt, sliceOf, type XmlDocument } from '../xml/context.ts';
import { adoptVocabulary, childrenNamed, firstOf, type Names, textOf } from '../xml/find.ts';
import { attributesOf, innerText } from '../xml/text.ts';
import type { Element } from '../xml/tree.ts';
import { readAtomText, readAtomTitle } from './read-text.ts';

const PUBLISHED: Names = ['atom:published', 'atom:issued', 'dcterms:issued', 'dc:date', 'atom:created', 'rss:pubdate'];
const UPDATED: Names = ['atom:updated', 'atom:modified', 'dcterms:modified'];

/** Atom 1.0 and 0.3, a feed or a single entry (RFC 4287 §2). */
export function readAtom(doc: XmlDocument): FeedContents {
  adoptVocabulary(doc.root, 'atom');
  if (doc.root.local === 'entry') return { items: [readEntry(doc, doc.root)] };
  const { text, root } = doc;
  const { base, language } = inheritedAt(doc, root);
  const entries = childrenNamed(root, 'atom:entry').slice(0, doc.limits.items);
  return {
    ...firstOf(root, ['atom:title', 'dc:title'], (element) => readAtomTitle(text, element)),
    ...defined<Omit<FeedContents, 'items' | keyof Title>>({
      link: atomLink(text, root, ['alternate'], base),
      description: firstOf(root, ['atom:subtitle', 'atom:tagline'], (element) => readAtomTitle(text, element)?.title),
      language: language ?? textOf(text, root, ['dc:language']),
      author: authorsOf(text, root)?.author,
      updated: timeOf(text, root, UPDATED),
    }),
    items: entries.map((entry) => readEntry(doc, entry)),
  };
}

function readEntry(doc: XmlDocument, entry: Element): FeedItem {
  const { text } = doc;
  const { base, language } = inheritedAt(doc, entry);
  const typed = (names: Names): FeedText | undefined => firstOf(entry, names, (element) => readAtomText(text, element));
  const content = firstOf(entry, ['atom:content'], (element) => element);
  const authors = authorsOf(text, entry) ?? firstOf(entry, ['atom:source'], (source) => authorsOf(text, source));
  return {
    ...firstOf(entry, ['atom:title', 'dc:title', 'media:title'], (element) => readAtomTitle(text, element)),
    ...authors,
    ...defined<Omit<FeedItem, 'categories' | 'enclosures' | 'slice' | keyof Title | keyof Byline>>({
      id: textOf(text, entry, ['atom:id', 'dc:identifier']),
      link: linkOf(text, entry, content, base),
      summary:
        typed(['atom:summary']) ??
        looseTextOf(text, entry, ['dc:description', 'media:description']) ??
        groupText(text, entry),
      content: typed(['atom:content']) ?? looseTextOf(text, entry, ['content:encoded']),
      published: timeOf(text, entry, PUBLISHED),
      updated: timeOf(text, entry, UPDATED),
      language: firstOf(entry, ['dc:language'], (e) => innerText(text, e) || undefined) ?? language,
      base: content ? (inheritedAt(doc, content).base ?? base) : base,
    }),
    categories: categoriesOf(text, entry),
    enclosures: enclosuresOf(text, entry, base),
    slice: sliceOf(entry),
  };
}

/** Content that lies elsewhere is a link to the item when nothing else is. */
function linkOf(text: string, entry: Element, content: Element | undefined, base: string | undefined) {
  const original = resolveLink(textOf(text, entry, ['feedburner:origlink']), base);
  const linked = original ?? atomLink(text, entry, ['alternate'], base);
  const outOfLine = content && resolveLink(attributesOf(text, content).get('src'), base);
  const link = linked ?? textLink(text, entry, base) ?? outOfLine;
  return link ?? atomLink(text, entry, ['related', 'via'], base);
}

/** An RSS-like link with the address as its text. */
const textLink = (text: string, entry: Element, base: string | undefined): string | undefined =>
  resolveLink(textOf(text, entry, ['atom:link', 'rss:link']), base);

const MAX_AUTHORS = 20;

function authorsOf(text: string, parent: Element): Byline | undefined {
  const people = childrenNamed(parent, 'atom:author').slice(0, MAX_AUTHORS);
  const found = people.map((person) => atomPerson(text, person)).filter((one) => one !== undefined);
  return joinBylines(found) ?? bylineOf(textOf(text, parent, ['dc:creator', 'itunes:author']));
}
