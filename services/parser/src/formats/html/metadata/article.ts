import { type DateContext, readTime } from '../../../dates/index.ts';
import type { Draft } from '../../../draft.ts';
import { fold } from '../../../text/fold.ts';
import { webAddress } from '../../../text/links.ts';
import type { DomDocument } from '../dom.ts';
import { isNode, type LdNode, ldNodes, ldTexts, ldTypes } from './json-ld.ts';

const ARTICLE = /Article$|^PressRelease$|Posting$|^Report$|^Statement$|^SpecialAnnouncement$/;
const PAGE = /^(?:WebPage|ItemPage|CreativeWork|AboutPage|MediaObject|Event)$/;

/** The node that speaks of the page's own article, and all nodes by their id. */
export interface LdArticle {
  readonly node: LdNode;
  readonly isArticle: boolean;
  readonly byId: ReadonlyMap<string, LdNode>;
}

/** The page's article by its JSON-LD; a teaser list holds several, of which the first with a headline and a date is it. */
export function ldArticle(document: DomDocument): LdArticle | undefined {
  const nodes = ldNodes(document);
  const byId = new Map(
    nodes.filter((node) => typeof node['@id'] === 'string').map((node) => [String(node['@id']), node]),
  );
  const typed = (regex: RegExp) => nodes.filter((node) => ldTypes(node).some((type) => regex.test(type)));
  const articles = typed(ARTICLE);
  const article = articles.find((node) => node.datePublished !== undefined) ?? articles[0];
  if (article) return { node: article, isArticle: true, byId };
  const page = typed(PAGE).find((node) => node.datePublished !== undefined);
  const loose = page ?? nodes.find((node) => node['@type'] === undefined && node.datePublished !== undefined);
  return loose && { node: loose, isArticle: false, byId };
}

/** Puts what the JSON-LD says into the draft. */
export function takeLd({ node, isArticle, byId }: LdArticle, draft: Draft, ctx: DateContext): void {
  const text = (value: unknown) => (typeof value === 'string' ? fold(value) : '');
  const time = (value: unknown, key: string) =>
    typeof value === 'string' || typeof value === 'number' ? readTime(String(value), `json-ld ${key}`, ctx) : undefined;
  const published = time(node.datePublished, 'datePublished') ?? time(node.uploadDate, 'uploadDate');
  const modified = time(node.dateModified, 'dateModified');
  if (published) draft.published ??= published;
  if (modified) draft.modified ??= modified;
  if (isArticle && text(node.headline) !== '') draft.titles.push({ text: text(node.headline), from: 'json-ld' });
  for (const type of ldTypes(node)) draft.kinds.push({ text: type, from: 'json-ld' });
  takeLdIssuers(node, byId, draft);
  const language = ldTexts(node.inLanguage, byId)[0];
  if (language !== undefined) draft.language ??= { text: language, from: 'json-ld' };
  const url = isNode(node.mainEntityOfPage) ? node.mainEntityOfPage['@id'] : node.mainEntityOfPage;
  const alias = typeof url === 'string' && isArticle ? webAddress(url) : undefined;
  if (alias !== undefined) draft.aliases.push(alias);
}

function takeLdIssuers(node: LdNode, byId: ReadonlyMap<string, LdNode>, draft: Draft): void {
  const organisations = (value: unknown) =>
    (Array.isArray(value) ? value : [value]).filter(
      (one) => isNode(one) && ldTypes(one).some((type) => /Organization$/.test(type)),
    );
  for (const [key, value] of [
    ['sourceOrganization', node.sourceOrganization],
    ['author', organisations(node.author)],
    ['publisher', node.publisher],
  ] as const) {
    for (const text of ldTexts(value, byId)) draft.issuers.push({ text, from: `json-ld ${key}` });
  }
}
