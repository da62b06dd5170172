import type { Block } from '@presswatch/events';
import { type DomDocument, marksOf } from './dom.ts';

/** Elements that never hold a release's own text. */
const NEVER =
  'script, style, noscript, template, iframe, form, dialog, nav, [aria-hidden="true"], [hidden], [role="navigation"], [role="dialog"]';
/** Classes and ids of parts that surely are not the release's text. Whole words of the class only. */
const MARKS =
  /(?:^|[\s_-])(?:share|sharing|social|socials|sharebar|newsletter|subscribe|subscription|related|recommended|recommendations|breadcrumbs?|cookie|cookies|consent|advert|advertisement|ads?|adslot|promo|comments?|disqus|outbrain|taboola|paywall|pagination|pager|tags|taglist|toolbar|print|caption|byline|author-?(?:bio|box)|follow-us)(?:$|[\s_-])/i;
const KEPT = new Set(['HTML', 'BODY', 'MAIN', 'ARTICLE']);
/** A marked part with more of the page's text than this is not dropped, whatever it is called. */
const MOST = 0.3;

/** Takes parts out of the document that surely are no text of the release. */
export function stripBoilerplate(document: DomDocument): void {
  for (const element of [...document.querySelectorAll(NEVER)]) {
    if (!KEPT.has(element.tagName)) element.remove();
  }
  const total = (document.body?.textContent ?? '').length;
  for (const element of [...document.querySelectorAll('[class], [id]')]) {
    if (KEPT.has(element.tagName) || !MARKS.test(marksOf(element))) continue;
    if ((element.textContent ?? '').length <= total * MOST) element.remove();
  }
}

const LEADS_AWAY =
  /^(?:related|read more|read also|also read|see also|more from|more on|share this|follow us|subscribe|sign up|advertisement|lesen sie auch|mehr zum thema|lire aussi|à lire aussi|lea también|leggi anche|leia também|lees ook|читайте также)\b/iu;
const SHORT = 140;

/** Drops short blocks that lead to other pages, and headings that nothing follows. */
export function stripTail(blocks: readonly Block[]): Block[] {
  const kept = blocks.filter((block) => block.text.length > SHORT || !LEADS_AWAY.test(block.text));
  let end = kept.length;
  while (end > 0 && kept[end - 1]?.kind === 'heading') end--;
  return kept.slice(0, end);
}
