import { type FeedItem, type FeedText, type FeedTime, parseFeed } from '@presswatch/feeds';
import { orderOfLanguage, readTime } from '../../dates/index.ts';
import type { DateContext } from '../../dates/read.ts';
import { type Draft, emptyDraft, type FormatInput } from '../../draft.ts';
import { blocksOf } from '../../text/blocks.ts';
import { groupsOf } from '../../text/groups.ts';
import { linksOf, webAddress } from '../../text/links.ts';
import { flatBlocks } from '../html/flat.ts';
import { readFragment } from '../html/fragment.ts';

/** Reads a one-item feed document: the item's fields as stated, its content's blocks. */
export function readFeedEntry(input: FormatInput): Draft {
  const draft = emptyDraft();
  const base = input.raw.fetch?.url ?? input.raw.url;
  const feed = parseFeed(input.text, base === undefined ? {} : { url: base });
  const item = feed.kind === 'feed' ? feed.items[0] : undefined;
  if (!item) {
    input.trace?.('body', feed.kind === 'feed' ? 'no item' : feed.code, 'feed', 'read as loose text');
    draft.blocks = flatBlocks(input.text);
    return draft;
  }
  takeFields(item, input, draft);
  const text = fuller(item.content, item.summary);
  if (text) takeText(text, item.base ?? item.link ?? base, draft);
  return draft;
}

function takeFields(item: FeedItem, { hints, raw, now }: FormatInput, draft: Draft): void {
  const language = item.language ?? hints.language ?? raw.source.language;
  const ctx: DateContext = { now, order: orderOfLanguage(language) };
  if (item.title !== undefined) draft.titles.push({ text: item.title, from: 'feed entry' });
  if (item.language !== undefined) draft.language = { text: item.language, from: 'feed entry' };
  const published = entryTime(item.published, 'feed entry published', ctx);
  const modified = entryTime(item.updated, 'feed entry updated', ctx);
  if (published) draft.published = published;
  if (modified) draft.modified = modified;
  for (const category of item.categories) draft.kinds.push({ text: category, from: 'feed category' });
  const link = item.link === undefined ? undefined : webAddress(item.link);
  if (link !== undefined) draft.aliases.push(link);
}

/** Read from the words as stated; the feed reader's own reading of them helps where those are unusual. */
function entryTime(time: FeedTime | undefined, from: string, ctx: DateContext) {
  if (!time) return undefined;
  const read = readTime(time.stated, from, ctx) ?? readTime(time.iso ?? '', from, ctx);
  return read && { ...read, stated: time.stated.slice(0, 200) || read.stated };
}

/** Some feeds put the whole text into the summary and a teaser into the content. */
function fuller(content: FeedText | undefined, summary: FeedText | undefined): FeedText | undefined {
  if (!content || !summary) return content ?? summary;
  return summary.value.length > content.value.length * 2 ? summary : content;
}

function takeText(text: FeedText, base: string | undefined, draft: Draft): void {
  if (text.type === 'text') {
    draft.blocks = blocksOf(groupsOf(text.value));
    draft.links = linksOf(text.value);
    return;
  }
  const { blocks, links } = readFragment(text.value, base);
  draft.blocks = blocks.filter((block) => !APPEARED.test(block.text));
  draft.links = links;
}

/** What blog software puts under every entry. */
const APPEARED =
  /^(?:The post|Der Beitrag|L’article|La entrada|L'articolo|O post) .{1,300} (?:appeared first on|erschien zuerst auf|est apparu en premier sur|se publicó primero en|proviene da|apareceu primeiro em) .{1,200}$/u;
