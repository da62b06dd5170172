import { type DateContext, readTime } from '../../../dates/index.ts';
import type { Draft } from '../../../draft.ts';
import { fold } from '../../../text/fold.ts';
import { webAddress } from '../../../text/links.ts';
import type { DomDocument } from '../dom.ts';

/** Names of `meta` elements that state the publication, most telling first; punctuation and case are folded. */
const PUBLISHED =
  'articlepublishedtime articlepublished ogarticlepublishedtime ogpublishedtime datepublished rnewsdatepublished publishedtime publisheddate publishdate pubdate publicationdate publicationdatetime originalpublicationdate dateofpublication datepublication dcdateissued dctermsissued dctermsdateissued dctermsavailable sailthrudate parselypubdate cxenseparserecspublishtime cxenseparsepublishtime mediatorpublishedtime citationpublicationdate citationdate citationonlinedate prismpublicationdate articledateoriginal articlecreated releasedate btpubdate vrpublished gentimedisplay displaydate dcdatecreated dctermscreated datecreated dcdate dctermsdate date pubtime published created firstpublished issued weiboarticlecreateat iodate'.split(
    ' ',
  );
const MODIFIED =
  'articlemodifiedtime articlemodified ogupdatedtime ogmodifiedtime datemodified dctermsmodified dcdatemodified lastmodified lastmod modified modifieddate modifiedtime dateupdate updatetime revised articleupdated mediatorupdated rnewsdatemodified moddate'.split(
    ' ',
  );

/** What the `meta` elements of a page say, by folded name; the first of a name counts. */
export function metaOf(document: DomDocument): ReadonlyMap<string, string> {
  const meta = new Map<string, string>();
  for (const element of document.querySelectorAll('meta')) {
    const content = element.getAttribute('content') ?? '';
    if (content === '') continue;
    for (const attribute of ['property', 'name', 'itemprop', 'http-equiv']) {
      const key = (element.getAttribute(attribute) ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');
      if (key !== '' && !meta.has(key)) meta.set(key, content);
    }
  }
  return meta;
}

/** Puts what the `meta` elements say into the draft, but for titles (`title.ts`). */
export function takeMeta(meta: ReadonlyMap<string, string>, draft: Draft, ctx: DateContext): void {
  const first = (keys: readonly string[]) => {
    for (const key of keys) {
      const time = readTime(meta.get(key) ?? '', `meta ${key}`, ctx);
      if (time) return time;
    }
    return undefined;
  };
  const published = first(PUBLISHED);
  const modified = first(MODIFIED);
  if (published) draft.published ??= published;
  if (modified) draft.modified ??= modified;
  for (const key of ['ogarticleauthorcompany', 'dcpublisher', 'dctermspublisher', 'ogsitename', 'applicationname']) {
    const text = fold(meta.get(key) ?? '');
    if (text !== '') draft.issuers.push({ text, from: `meta ${key}` });
  }
  for (const key of ['articlesection', 'dctype', 'ogtype', 'contenttype']) {
    const text = meta.get(key);
    if (text !== undefined) draft.kinds.push({ text, from: `meta ${key}` });
  }
}

/** The language that a page states, of its root element before its `meta` elements. */
export function takeLanguage(document: DomDocument, meta: ReadonlyMap<string, string>, draft: Draft): void {
  const root = document.documentElement;
  const tags = [
    root.getAttribute('lang'),
    root.getAttribute('xml:lang'),
    meta.get('contentlanguage'),
    meta.get('oglocale'),
    meta.get('language'),
  ];
  const text = tags.find((tag) => tag !== null && tag !== undefined && tag.trim() !== '');
  if (text !== null && text !== undefined) draft.language = { text: text.split(',')[0]?.trim() ?? '', from: 'html' };
}

/** The canonical address of a page, as an alias for look-up. */
export function takeCanonical(document: DomDocument, base: string | undefined, draft: Draft): void {
  const href = document.querySelector('link[rel~="canonical" i]')?.getAttribute('href');
  const url = href === null || href === undefined ? undefined : webAddress(href, base);
  if (url !== undefined) draft.aliases.push(url);
}
