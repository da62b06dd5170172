import type { FeedContents } from '../model.ts';
import { readChannel } from '../rss/read-channel.ts';
import { readRssItem } from '../rss/read-item.ts';
import { itemsIn } from '../rss/read-rss.ts';
import type { XmlDocument } from '../xml/context.ts';
import { adoptVocabulary, childrenNamed } from '../xml/find.ts';

/** RSS 0.90 and 1.0: items stand beside the channel; their order in the document is taken, not that of `rdf:Seq`. */
export function readRdf(doc: XmlDocument): FeedContents {
  adoptUndeclared(doc);
  const channels = childrenNamed(doc.root, 'rss:channel');
  const items = itemsIn([doc.root, ...channels]).slice(0, doc.limits.items);
  const [channel = doc.root] = channels;
  return { ...readChannel(doc, channel), items: items.map((item) => readRssItem(doc, item)) };
}

/** The root is RDF's own, so only elements without any namespace become RSS. */
function adoptUndeclared(doc: XmlDocument): void {
  for (const child of doc.root.children) {
    if (child.vocabulary === '') adoptVocabulary(child, 'rss');
  }
}
