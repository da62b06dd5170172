import { orderOfLanguage } from '../../dates/index.ts';
import { type Draft, emptyDraft, type FormatInput } from '../../draft.ts';
import { fold, wordKey } from '../../text/fold.ts';
import { mainContent } from './content.ts';
import { flatBlocks } from './flat.ts';
import { takeMetadata } from './metadata/read-metadata.ts';
import { parseDocument } from './parse-document.ts';

const DESCRIPTION = 'meta[name="description" i], meta[property="og:description" i]';
const HEAD_MOST = 256 * 1024;

/** Reads a page: what its metadata say, what it shows, its main content. */
export function readHtml(input: FormatInput): Draft {
  const { text, raw, trace } = input;
  const base = raw.fetch?.url ?? raw.url;
  const document = parseDocument(text);
  if (!document) {
    trace?.('body', `${text.length} characters`, 'tags', 'too deep or too large for a document tree');
    return readFlat(input, base);
  }
  const draft = emptyDraft();
  takeMetadata(document, base, input, draft);
  const ctx = { now: input.now, order: orderOfLanguage(draft.language?.text) };
  const description = document.querySelector(DESCRIPTION)?.getAttribute('content') ?? '';
  const content = mainContent(document, text, { title: draft.titles[0]?.text ?? '', description, base, ctx });
  trace?.('body', `${content.blocks.length} blocks`, content.from);
  draft.bodyFrom = content.from;
  draft.blocks = withoutTitle(content.blocks.length > 0 ? content.blocks : flatBlocks(text), draft);
  draft.links = content.links;
  return draft;
}

function readFlat(input: FormatInput, base: string | undefined): Draft {
  const draft = emptyDraft();
  const end = input.text.search(/<body[\s>]|<\/head>/i);
  const head = end < 0 ? '' : input.text.slice(0, Math.min(end, HEAD_MOST));
  const document = head === '' ? undefined : parseDocument(head);
  if (document) takeMetadata(document, base, input, draft);
  draft.blocks = withoutTitle(flatBlocks(input.text), draft);
  return draft;
}

/** The title is not said again at the beginning of the body. */
function withoutTitle(blocks: Draft['blocks'], draft: Draft): Draft['blocks'] {
  const title = wordKey(fold(draft.titles[0]?.text ?? ''));
  const [first, ...rest] = blocks;
  return first && title !== '' && wordKey(first.text) === title ? rest : blocks;
}
