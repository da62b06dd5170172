import type { FeedContents } from '../model.ts';
import { atomLink, defined, timeOf } from '../modules.ts';
import { bylineOf } from '../people.ts';
import { looseLine, looseTitle, type Title } from '../title.ts';
import { inheritedAt, type XmlDocument } from '../xml/context.ts';
import { firstOf, textOf } from '../xml/find.ts';
import { innerText } from '../xml/text.ts';
import type { Element } from '../xml/tree.ts';
import { rssLink } from './rss-link.ts';

/** What a channel of any RSS version says of the feed itself. Its image and text input say nothing of it. */
export function readChannel(doc: XmlDocument, channel: Element): Omit<FeedContents, 'items'> {
  const { base, language } = inheritedAt(doc, channel);
  const { text } = doc;
  const title = firstOf(channel, ['rss:title', 'dc:title', 'atom:title', 'itunes:title'], (e) =>
    looseTitle(innerText(text, e)),
  );
  const fields = defined<Omit<FeedContents, 'items' | keyof Title>>({
    link: rssLink(text, channel, base) ?? atomLink(text, channel, ['alternate'], base),
    description: firstOf(channel, ['rss:description', 'dc:description', 'atom:subtitle', 'itunes:summary'], (e) =>
      looseLine(innerText(text, e)),
    ),
    language: textOf(text, channel, ['rss:language', 'dc:language', 'dcterms:language']) ?? language,
    author: bylineOf(
      textOf(text, channel, ['rss:managingeditor', 'dc:creator', 'dc:publisher', 'itunes:author', 'rss:webmaster']),
    )?.author,
    updated: timeOf(text, channel, ['rss:lastbuilddate', 'rss:pubdate', 'atom:updated', 'dcterms:modified', 'dc:date']),
  });
  return { ...title, ...fields };
}
