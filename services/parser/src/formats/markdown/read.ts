import { orderOfLanguage } from '../../dates/index.ts';
import type { DateContext } from '../../dates/read.ts';
import { type Draft, emptyDraft, type FormatInput } from '../../draft.ts';
import { readDateline } from '../../fields/dateline/read.ts';
import { fold, wordKey } from '../../text/fold.ts';
import { takePreamble } from '../plain-text/preamble.ts';
import { readPlainText } from '../plain-text/read.ts';
import { takeFrontMatter } from './front-matter.ts';
import { cutOneLine } from './one-line.ts';
import { markdownBlocks } from './tokens.ts';

/** Markdown's grammar is read up to this length; more is read as plain text, whose cost grows with its length only. */
const LONGEST = 512 * 1024;

export function readMarkdown(input: FormatInput): Draft {
  if (input.text.length > LONGEST) return readPlainText(input);
  const draft = emptyDraft();
  const ctx: DateContext = {
    now: input.now,
    order: orderOfLanguage(input.hints.language ?? input.raw.source.language),
  };
  const text = takeFrontMatter(input.text, draft, ctx);
  const { blocks, links } = markdownBlocks(text);
  if (blocks.length === 0) return readPlainText(input); // all of it nested beyond what the grammar's reader follows
  draft.blocks = cutOneLine(blocks);
  draft.links = links;
  takeTitle(draft, ctx, input.hints.title);
  return draft;
}

const HEAD = 4;

/** The first heading is the title; short lines above it are read as a preamble. */
function takeTitle(draft: Draft, ctx: DateContext, hint: string | undefined): void {
  const at = draft.blocks.findIndex((block) => block.kind === 'heading');
  const heading = at > HEAD ? undefined : draft.blocks[at];
  if (!heading) {
    takeFirstLine(draft, ctx, hint);
    return;
  }
  const above = draft.blocks.slice(0, at).filter((block) => !takePreamble(block.text, draft, ctx));
  const stated = draft.titles[0];
  const repeats = stated !== undefined && fold(stated.text) !== heading.text;
  if (repeats) return;
  draft.titles.push({ text: heading.text, from: 'heading' });
  draft.blocks = [...above, ...draft.blocks.slice(at + 1)];
}

const TITLE_MOST = 300;

/** Without a heading, a short first paragraph is the title, as in plain text; one stated beside the text must be the same. */
function takeFirstLine(draft: Draft, ctx: DateContext, hint: string | undefined): void {
  if (draft.titles.length > 0) return;
  let start = 0;
  while (start < HEAD && takePreamble(draft.blocks[start]?.text ?? '-', draft, ctx)) start++;
  const [first, ...rest] = draft.blocks.slice(start);
  const short = first?.kind === 'paragraph' && first.text.length <= TITLE_MOST && rest.length > 0;
  if (!first || !short || readDateline(first.text, ctx)) return;
  if (hint !== undefined && wordKey(hint) !== '' && wordKey(first.text) !== wordKey(hint)) return;
  draft.titles.push({ text: first.text, from: 'first line' });
  draft.blocks = rest;
}
