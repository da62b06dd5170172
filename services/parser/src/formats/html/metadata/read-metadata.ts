import { type DateContext, orderOfLanguage } from '../../../dates/index.ts';
import type { Draft, FormatInput } from '../../../draft.ts';
import type { DomDocument } from '../dom.ts';
import { ldArticle, takeLd } from './article.ts';
import { metaOf, takeCanonical, takeLanguage, takeMeta } from './meta.ts';
import { shownDate } from './page-date.ts';
import { takeTitles } from './title.ts';

/**
 * Puts into the draft what a page says of itself: titles, dates, language, kinds, issuers, canonical address. Reads the
 * document as it was parsed, so it comes before anything that takes parts out of it.
 */
export function takeMetadata(document: DomDocument, base: string | undefined, input: FormatInput, draft: Draft): void {
  const meta = metaOf(document);
  takeLanguage(document, meta, draft);
  const language = draft.language?.text ?? input.hints.language ?? input.raw.source.language;
  const ctx: DateContext = { now: input.now, order: orderOfLanguage(language) };
  const article = ldArticle(document);
  if (article) takeLd(article, draft, ctx);
  takeMeta(meta, draft, ctx);
  takeTitles(document, meta, draft);
  takeCanonical(document, base, draft);
  const shown = draft.published ? undefined : shownDate(document, base, ctx);
  if (shown) draft.published = shown;
}
