import { fold, wordKey } from '../../../text/fold.ts';
import { isNode, type LdNode, ldEntities, ldTypes } from './json-ld.ts';
import { foreignness } from './sections.ts';
import type { Survey } from './surveyed.ts';

/** An entity by which the page speaks of itself. */
export interface Stated {
  readonly by: 'json-ld' | 'microdata' | 'rdfa';
  readonly node: LdNode;
  readonly isArticle: boolean;
  /** How sure it is that it speaks of this page's article, higher is surer; below 0 it hardly does. */
  readonly rank: number;
}

/** What is known of the page before its entities are read. */
export interface PageWords {
  /** Keys of the page's titles and headings. */
  readonly titles: readonly string[];
  /** Addresses of the page, without scheme, query and closing slash. */
  readonly addresses: ReadonlySet<string>;
}

export interface Entities {
  /** Best first. */
  readonly articles: readonly Stated[];
  readonly byId: ReadonlyMap<string, LdNode>;
  readonly all: readonly Stated[];
}

const ARTICLE = /Article$|^PressRelease$|Posting$|^Report$|^Statement$|^SpecialAnnouncement$|^Recipe$/;
const PAGE = /^(?:WebPage|ItemPage|CreativeWork|AboutPage|MediaObject|Event)$/;

/**
 * The entities of a page that speak of its own article. A list of teasers holds articles as well: one is the page's own
 * where its address or its headline is the page's.
 */
export function readEntities(survey: Survey, page: PageWords): Entities {
  const ld = ldEntities(survey.ld).map(({ node, listed }) => stated('json-ld', node, listed, page));
  const items = survey.items.map(({ by, node, section, depth }) =>
    stated(by, node, foreignness(section, depth) > 0, page),
  );
  const all = [...ld, ...items];
  const byId = new Map<string, LdNode>();
  for (const { node } of all)
    if (typeof node['@id'] === 'string' && !byId.has(node['@id'])) byId.set(node['@id'], node);
  const articles = all.filter(({ rank }) => rank > -3).sort((a, b) => b.rank - a.rank);
  return { articles, byId, all };
}

function stated(by: Stated['by'], node: LdNode, listed: boolean, page: PageWords): Stated {
  const types = ldTypes(node).filter((type) => type !== '');
  const isArticle = types.some((type) => ARTICLE.test(type));
  const kind = isArticle ? 3 : types.some((type) => PAGE.test(type)) || types.length === 0 ? 0 : -9;
  const dated = node.datePublished === undefined ? 0 : 2;
  const rank = kind + dated + ownness(node, page) - (listed ? 4 : 0) + (by === 'json-ld' ? 0.5 : 0);
  return { by, node, isArticle, rank };
}

/** Whether the entity's address and headline are the page's: they speak for it, against it, or not at all. */
function ownness(node: LdNode, page: PageWords): number {
  const main = isNode(node.mainEntityOfPage)
    ? (node.mainEntityOfPage['@id'] ?? node.mainEntityOfPage.url)
    : node.mainEntityOfPage;
  const addresses = [node.url, main, node['@id']].filter((url) => typeof url === 'string').map(addressKey);
  const headline = typeof node.headline === 'string' ? node.headline : typeof node.name === 'string' ? node.name : '';
  const key = titleKey(headline);
  const here = addresses.some((address) => page.addresses.has(address));
  const titled =
    key.length > 5 && page.titles.some((title) => title.includes(key) || (title.length > 12 && key.includes(title)));
  return (here ? 2 : 0) + (titled ? 2 : key.length > 5 && page.titles.length > 0 ? -1 : 0);
}

export const titleKey = (text: string): string =>
  wordKey(fold(text.slice(0, 1000)))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** An address as compared: without scheme, `www.`, query, fragment and closing slash. */
export const addressKey = (url: string): string =>
  url
    .slice(0, 2000)
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\/(?:www\.)?/, '')
    .replace(/[?#].*$/s, '')
    .replace(/\/$/, '');
