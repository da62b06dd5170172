import { marksOf } from './dom.ts';
import { type Prose, proseOf } from './prose.ts';
import type { LightDocument } from './tree/light-document.ts';
import type { LightElement } from './tree/light-element.ts';

const KEPT = new Set(['HTML', 'HEAD', 'BODY', 'MAIN', 'ARTICLE']);
const NEVER = new Set(['NAV', 'DIALOG', 'MENU']);
const NEVER_ROLES = new Set(['navigation', 'dialog', 'alertdialog', 'search', 'menu', 'menubar']);
/** Words of classes and ids that name parts which are no text of a release. Whole words only. */
const MARKS =
  /(?:^|[\s_-])(share|sharing|social|socials|sharebar|newsletter|subscribe|subscription|related|recommended|recommendations|breadcrumbs?|cookie|cookies|consent|advert|advertisement|ads?|adslot|promo|comments?|disqus|outbrain|taboola|paywall|pagination|pager|tags|taglist|toolbar|print|caption|byline|author-?(?:bio|box)|follow-us)(?:$|[\s_-])/i;
/** A hidden part or a form with more of the page's prose than this is the page's text, whatever it looks like. */
const MUCH = 0.3;
/** Marked parts go where at least this much of the page's prose stays. */
const STAYS = 0.3;
/** Of the prose of other articles, as much as an article with a heading needs to be the page's own. */
const OWN_ARTICLE = 0.25;

/** Takes parts out of the document that surely are no text of the release. Takes time in proportion to its size. */
export function stripBoilerplate(document: LightDocument): LightDocument {
  const { body } = document;
  const prose = proseOf(body);
  const marked = new Map<string, LightElement[]>();
  const total = stripSurely(body, prose, marked);
  stripMarked(marked, prose, total);
  stripOtherArticles(body, prose);
  return document;
}

/** @returns the prose that stays; gathers what is marked by the word that marks it */
function stripSurely(body: LightElement, prose: Prose, marked: Map<string, LightElement[]>): number {
  const all = prose.get(body) ?? 0;
  let total = all;
  let node: LightElement | null = body.firstElementChild;
  while (node) {
    const element: LightElement = node;
    const amount = prose.get(element) ?? 0;
    if (isNone(element) && !(amount > all * MUCH && (!isHidden(element) || isOwn(element)))) {
      total -= amount;
      node = after(element, body);
      element.remove();
      continue;
    }
    show(element);
    const word = KEPT.has(element.tagName) ? undefined : MARKS.exec(marksOf(element))?.[1]?.toLowerCase();
    if (word !== undefined) add(marked, word, element);
    node = word === undefined ? next(element, body) : after(element, body);
  }
  return total;
}

function add(marked: Map<string, LightElement[]>, word: string, element: LightElement): void {
  const elements = marked.get(word);
  if (elements) elements.push(element);
  else marked.set(word, [element]);
}

/** Whether an element by itself says that it is no text, or that it is not shown. */
function isNone(element: LightElement): boolean {
  const { tagName, values } = element;
  if (KEPT.has(tagName)) return false;
  if (NEVER.has(tagName) || tagName === 'FORM' || NEVER_ROLES.has(values.role ?? '')) return true;
  return isHidden(element);
}

function isHidden({ values, style }: LightElement): boolean {
  return (
    values.hidden !== undefined ||
    values['aria-hidden'] === 'true' ||
    style.display === 'none' ||
    style.visibility === 'hidden'
  );
}

/** Part of the page's own text, or around it. */
function isOwn(element: LightElement): boolean {
  if (element.querySelector('h1, main, article')) return true;
  for (let up = element.parentNode; up; up = up.parentNode) {
    if (up.tagName === 'MAIN' || up.tagName === 'ARTICLE' || up.values.role === 'main') return true;
  }
  return false;
}

/** Addresses to write to or to call are text, not ways to elsewhere. */
const REACHES = /^\s*(?:mailto|tel):/i;

/** Words of a sentence are text, whatever their class says: that of a dateline's place may begin like `legend`. */
const FLOWING = new Set(['SPAN', 'B', 'STRONG', 'I', 'EM', 'FONT', 'U', 'SMALL', 'SUP', 'SUB']);
const WITHIN = new Set(['P', 'LI', 'TD', 'BLOCKQUOTE', 'Q', ...FLOWING]);

/** A footer of a quotation says who is quoted. */
const endsQuotation = ({ tagName, parentNode, previousElementSibling }: LightElement): boolean =>
  tagName === 'FOOTER' && (parentNode?.tagName === 'BLOCKQUOTE' || previousElementSibling?.tagName === 'BLOCKQUOTE');

function unnamed(element: LightElement): void {
  element.removeAttribute('class');
  element.removeAttribute('id');
}

/** What stays is to be read: nothing later need think that it is hidden, a form or a list of links. */
function show(element: LightElement): void {
  if (element.tagName === 'FORM' || endsQuotation(element)) rename(element, 'div');
  if (FLOWING.has(element.tagName) && WITHIN.has(element.parentNode?.tagName ?? '')) unnamed(element);
  if (element.tagName === 'A' && REACHES.test(element.values.href ?? '')) rename(element, 'span');
  if (!isHidden(element)) return;
  for (const name of ['hidden', 'aria-hidden', 'style']) element.removeAttribute(name);
}

/** Word by word, the least first, as long as enough prose stays: some sites mark their very text with such a word. */
function stripMarked(marked: ReadonlyMap<string, readonly LightElement[]>, prose: Prose, total: number): void {
  const amounts = [...marked.values()].map((elements) => ({
    elements,
    amount: elements.reduce((sum, element) => sum + (prose.get(element) ?? 0), 0),
  }));
  let stays = total;
  for (const { elements, amount } of amounts.sort((a, b) => a.amount - b.amount)) {
    if (amount > 0 && stays - amount < total * STAYS) return;
    stays -= amount;
    for (const element of elements) element.remove();
  }
}

/** A page with several articles: the one with its heading is its own, the others are other releases. */
function stripOtherArticles(body: LightElement, prose: Prose): void {
  const articles = outermost(body, 'ARTICLE');
  const own = articles.find((article) => article.querySelector('h1'));
  if (!own) return;
  const others = articles.filter((article) => article !== own);
  const most = others.reduce((sum, article) => Math.max(sum, prose.get(article) ?? 0), 0);
  if ((prose.get(own) ?? 0) < Math.max(200, most * OWN_ARTICLE)) return;
  for (const article of others) article.remove();
}

function outermost(root: LightElement, tagName: string): LightElement[] {
  const found: LightElement[] = [];
  let node: LightElement | null = root.firstElementChild;
  while (node) {
    const isOne: boolean = node.tagName === tagName;
    if (isOne) found.push(node);
    node = isOne ? after(node, root) : next(node, root);
  }
  return found;
}

const next = (element: LightElement, root: LightElement): LightElement | null =>
  element.firstElementChild ?? after(element, root);

/** The next element that does not lie within `element`. */
function after(element: LightElement, root: LightElement): LightElement | null {
  for (let up: LightElement | null = element; up && up !== root; up = up.parentNode) {
    const sibling = up.nextElementSibling;
    if (sibling) return sibling;
  }
  return null;
}

function rename(element: LightElement, name: string): void {
  element.localName = name;
  element.tagName = name.toUpperCase();
}
