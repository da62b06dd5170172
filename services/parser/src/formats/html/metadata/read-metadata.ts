import { type DateContext, orderOfHost, orderOfLanguage } from '../../../dates/index.ts';
import type { Draft, FormatInput, Found } from '../../../draft.ts';
import { fold } from '../../../text/fold.ts';
import { webAddress } from '../../../text/links.ts';
import type { DomDocument } from '../dom.ts';
import { addressKey, type Entities, readEntities, titleKey } from './articles.ts';
import { type DatesInput, statedDates } from './dates.ts';
import { ldTexts, ldTypes } from './json-ld.ts';
import { kindShown } from './kind-lines.ts';
import { type Meta, type MetaValue, metaOf, metaText } from './meta.ts';
import { type Site, siteInTitle, siteOf, withoutSite } from './site-name.ts';
import { type Names, namesOf } from './structured-names.ts';
import { survey } from './survey.ts';
import type { Heading, Survey } from './surveyed.ts';
import { ownHeading, titlesOf } from './title.ts';
import { originalAddress } from './url-date.ts';

/**
 * Puts into the draft what a page says of itself: titles, dates, language, kinds, issuers, canonical address. Reads the
 * document as it was parsed, so it comes before anything that takes parts out of it.
 */
export function takeMetadata(document: DomDocument, base: string | undefined, input: FormatInput, draft: Draft): void {
  const page = survey(document);
  const meta = metaOf(page);
  const canonical = page.canonical === undefined ? undefined : webAddress(page.canonical, base);
  const addresses = new Set(
    [base, canonical, base && originalAddress(base)].filter((url) => url !== undefined).map(addressKey),
  );
  const told = TITLES.map((key) => meta.get(key)).filter((value) => value !== undefined);
  const entities = readEntities(page, { titles: wordsOf(page, told), addresses });
  takeLanguage(page, meta, entities, draft);
  const names = namesOf(entities, meta);
  const site = siteOf([...names.publishers, ...websites(entities)], canonical ?? base);
  const titles: Found[] = [
    ...headlinesOf(entities),
    ...told.map(({ content, name }) => ({ text: content, from: `meta ${name}` })),
  ];
  const heading = takeTitles(page, titles, site, draft);
  const own = (href: string) => addresses.has(addressKey(webAddress(href, base) ?? href));
  takeTimes({ page, meta, entities, url: base, heading: heading ?? lone(page), own }, input, draft);
  draft.kinds.push(...kindShown(page.kinds, heading ?? lone(page)));
  takeKinds(entities, meta, draft);
  takeNames(names, heading && siteInTitle(page.title, heading.text), draft);
  for (const alias of [canonical, ...aliasesOf(entities)]) if (alias !== undefined) draft.aliases.push(alias);
}

/** Names of `meta` elements that state the title, as `metaOf` folds them. */
const TITLES = ['ogtitle', 'twittertitle', 'dctitle', 'dctermstitle', 'citationtitle', 'parselytitle', 'sailthrutitle'];

/** Keys of all that may be the page's title. */
function wordsOf(page: Survey, told: readonly MetaValue[]): string[] {
  const headings = page.headings.filter(({ level }) => level === 1).map(({ text }) => text);
  const words = [page.title, ...told.map(({ content }) => content), ...headings];
  return words.map(titleKey).filter((key) => key.length > 5);
}

const websites = ({ all, byId }: Entities): string[] =>
  all
    .filter(({ node }) => ldTypes(node).includes('WebSite'))
    .flatMap(({ node }) => ldTexts(node.name, byId))
    .map(fold);

/** @returns the heading of the page's own article, known by what its titles say with and without the site's name */
function takeTitles(page: Survey, titles: readonly Found[], site: Site, draft: Draft): Heading | undefined {
  const told = [...titles.map(({ text }) => text), page.title];
  const heading = ownHeading(page.headings, [...told, ...told.map((text) => withoutSite(text, site))], site);
  draft.titles.push(...titlesOf(page.headings, heading, titles, page.title, site));
  return heading;
}

function takeTimes(page: Omit<DatesInput, 'html' | 'ctx' | 'trace'>, input: FormatInput, draft: Draft): void {
  const language = draft.language?.text ?? input.hints.language ?? input.raw.source.language;
  const ctx: DateContext = { now: input.now, order: orderOfLanguage(language) ?? orderOfHost(page.url) };
  const { published, modified } = statedDates({ ...page, html: input.text, ctx, trace: input.trace });
  if (published) draft.published = published;
  if (modified) draft.modified = modified;
}

/** @param site its name as the page's title has it, which counts where nothing else states one */
function takeNames({ issuers, bylines }: Names, site: string | undefined, draft: Draft): void {
  draft.issuers.push(...issuers);
  if (issuers.length === 0 && site !== undefined) draft.issuers.push({ text: site, from: 'site in title' });
  draft.issuers.push(...bylines);
}

/** The page's only heading of the first level. */
function lone({ headings }: Survey) {
  const [only, ...more] = headings.filter(({ level }) => level === 1);
  return more.length === 0 ? only : undefined;
}

function headlinesOf({ articles, byId }: Entities): Found[] {
  return articles.slice(0, 5).flatMap(({ node, by, isArticle, rank }) => {
    if (!isArticle || rank < 0) return [];
    return ['headline', 'name'].flatMap((key) =>
      ldTexts(node[key], byId)
        .slice(0, 1)
        .map((text) => ({ text: fold(text.slice(0, 1000)), from: `${by} ${key}` })),
    );
  });
}

/** Newsrooms and wires call all that they publish so: it tells no kind of release. */
const ANY_KIND = /^(?:news)?article$/i;

function takeKinds({ articles }: Entities, meta: Meta, draft: Draft): void {
  for (const { node, by, rank } of articles.slice(0, 5)) {
    if (rank < 0) break;
    for (const type of ldTypes(node)) {
      if (type !== '' && !ANY_KIND.test(type)) draft.kinds.push({ text: type, from: `${by} @type` });
    }
  }
  for (const key of ['articlesection', 'dctype', 'dctermstype', 'ogtype', 'contenttype']) {
    const value = meta.get(key);
    if (value && !ANY_KIND.test(value.content)) draft.kinds.push({ text: value.content, from: `meta ${value.name}` });
  }
}

/** The language that a page states: of its root element, its `meta` elements, its structured data. */
function takeLanguage({ root }: Survey, meta: Meta, { articles, byId }: Entities, draft: Draft): void {
  const stated = metaText(meta, ['contentlanguage', 'oglocale', 'dclanguage', 'dctermslanguage', 'language']);
  const article = articles[0];
  const candidates: Found[] = [
    { text: root.getAttribute('lang') ?? '', from: 'html lang' },
    { text: root.getAttribute('xml:lang') ?? '', from: 'html xml:lang' },
    ...(stated ? [{ text: stated.content, from: `meta ${stated.name}` }] : []),
    ...(article
      ? ldTexts(article.node.inLanguage, byId).map((text) => ({ text, from: `${article.by} inLanguage` }))
      : []),
  ];
  for (const { text, from } of candidates) {
    const tag = text.slice(0, 200).split(',')[0]?.trim() ?? '';
    if (tag === '') continue;
    draft.language = { text: tag, from };
    return;
  }
}

/** Addresses that the page's own article has by its structured data. */
function aliasesOf({ articles }: Entities): (string | undefined)[] {
  const article = articles.find(({ by, isArticle, rank }) => by === 'json-ld' && isArticle && rank > 3);
  const main = article?.node.mainEntityOfPage;
  const url = typeof main === 'object' && main !== null && '@id' in main ? main['@id'] : main;
  return [typeof url === 'string' ? webAddress(url) : undefined];
}
