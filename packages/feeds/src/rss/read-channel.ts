import { resolveLink } from '../links.ts';
import type { FeedContents } from '../model.ts';
import { atomLink, defined, personName, timeOf } from '../modules.ts';
import { looseTitle } from '../title.ts';
import { inheritedAt, type XmlDocument } from '../xml/context.ts';
import { firstOf, textOf } from '../xml/find.ts';
import { attributesOf, innerText } from '../xml/text.ts';
import type { Element } from '../xml/tree.ts';

/** What a channel of any RSS version says of the feed itself. Its image and text input say nothing of it. */
export function readChannel(doc: XmlDocument, channel: Element): Omit<FeedContents, 'items'> {
  const { base, language } = inheritedAt(doc, channel);
  const { text } = doc;
  const link =
    textOf(text, channel, ['rss:link']) ??
    firstOf(channel, ['rss:link'], (element) => attributesOf(text, element).get('href')?.trim() || undefined);
  return defined<Omit<FeedContents, 'items'>>({
    title: firstOf(channel, ['rss:title', 'dc:title', 'atom:title'], (e) => looseTitle(innerText(text, e))),
    link: resolveLink(link, base) ?? atomLink(text, channel, ['alternate'], base),
    description: firstOf(channel, ['rss:description', 'dc:description', 'atom:subtitle', 'itunes:summary'], (e) =>
      looseTitle(innerText(text, e)),
    ),
    language: textOf(text, channel, ['rss:language', 'dc:language', 'dcterms:language']) ?? language,
    author: personName(
      textOf(text, channel, ['rss:managingeditor', 'dc:creator', 'dc:publisher', 'itunes:author', 'rss:webmaster']),
    ),
    updated: timeOf(text, channel, ['rss:lastbuilddate', 'rss:pubdate', 'atom:updated', 'dcterms:modified', 'dc:date']),
  });
}
