import { orderOfLanguage } from '../../dates/index.ts';
import type { DateContext } from '../../dates/read.ts';
import { type Draft, emptyDraft, type FormatInput } from '../../draft.ts';
import { fold, wordKey } from '../../text/fold.ts';
import { closingIssuers } from '../../text/issuer.ts';
import { takeDateline } from '../plain-text/read.ts';
import { ldArticle, takeLd } from './article.ts';
import { mainContent } from './content.ts';
import { type DomDocument, parseDocument } from './dom.ts';
import { flatBlocks } from './flat.ts';
import { metaOf, takeCanonical, takeLanguage, takeMeta } from './meta.ts';
import { shownDate } from './page-date.ts';
import { takeTitles } from './title.ts';

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
  const ctx = takeMetadata(document, base, input, draft);
  const shown = draft.published ? undefined : shownDate(document, base, ctx);
  if (shown) draft.published = shown;
  const content = mainContent(document, base);
  trace?.('body', `${content.blocks.length} blocks`, content.from);
  draft.bodyFrom = content.from;
  draft.blocks = withoutTitle(content.blocks.length > 0 ? content.blocks : flatBlocks(text), draft);
  draft.links = content.links;
  takeDateline(draft, ctx);
  draft.issuers.push(...closingIssuers(draft.blocks));
  return draft;
}

function takeMetadata(document: DomDocument, base: string | undefined, input: FormatInput, draft: Draft): DateContext {
  const meta = metaOf(document);
  takeLanguage(document, meta, draft);
  const language = draft.language?.text ?? input.hints.language ?? input.raw.source.language;
  const ctx: DateContext = { now: input.now, order: orderOfLanguage(language) };
  const article = ldArticle(document);
  if (article) takeLd(article, draft, ctx);
  takeMeta(meta, draft, ctx);
  takeTitles(document, meta, draft);
  takeCanonical(document, base, draft);
  return ctx;
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
