import type { FeedContents } from '../model.ts';
import type { XmlDocument } from '../xml/context.ts';
import { adoptVocabulary, childrenNamed } from '../xml/find.ts';
import type { Element } from '../xml/tree.ts';
import { readChannel } from './read-channel.ts';
import { readRssItem } from './read-item.ts';

/** RSS 0.91 to 2.0. Items are looked for in the channel and, as some feeds have it, beside it or in `items`. */
export function readRss(doc: XmlDocument): FeedContents {
  adoptVocabulary(doc.root, 'rss');
  const channels = doc.root.local === 'channel' ? [doc.root] : childrenNamed(doc.root, 'rss:channel');
  const items = itemsIn([...channels, doc.root]).slice(0, doc.limits.items);
  const [channel = doc.root] = channels;
  return { ...readChannel(doc, channel), items: items.map((item) => readRssItem(doc, item)) };
}

/** The items of these elements in the order of the document, each once. */
export function itemsIn(parents: readonly Element[]): Element[] {
  const found = new Set<Element>();
  for (const parent of parents) {
    const groups = [parent, ...childrenNamed(parent, 'rss:items')];
    for (const group of groups) for (const item of childrenNamed(group, 'rss:item')) found.add(item);
  }
  return [...found].sort((a, b) => a.start - b.start);
}
