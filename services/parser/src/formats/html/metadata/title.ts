import type { Draft } from '../../../draft.ts';
import { fold, wordKey } from '../../../text/fold.ts';
import { type DomDocument, textOf } from '../dom.ts';

const SEPARATOR = /\s+[|–—•·»:\\/-]\s+|\s*[|»]\s*/u;
const HEADINGS_MOST = 20;

/**
 * Puts a page's titles into the draft, best first: the heading that the page's own title begins with or holds, then what
 * its metadata say, then the page's title without the name of its site.
 */
export function takeTitles(document: DomDocument, meta: ReadonlyMap<string, string>, draft: Draft): void {
  const site = fold(meta.get('ogsitename') ?? '');
  const page = short(textOf(document.querySelector('title')));
  const shared = short(meta.get('ogtitle') ?? meta.get('twittertitle') ?? meta.get('dctitle') ?? '');
  const headings = [...document.querySelectorAll('h1')].slice(0, HEADINGS_MOST).map((h1) => short(textOf(h1)));
  const told = draft.titles.map(({ text }) => text);
  const heading = headings.find(
    (text) => text.length > 8 && [page, shared, ...told].some((title) => holds(title, text)),
  );
  if (heading !== undefined) draft.titles.unshift({ text: heading, from: 'h1' });
  const add = (text: string, from: string) => {
    if (text !== '') draft.titles.push({ text, from });
  };
  add(withoutSite(shared, site), 'og:title');
  const [only, ...more] = headings.filter((text) => text !== '');
  if (only !== undefined && more.length === 0 && wordKey(only) !== wordKey(site)) add(only, 'h1');
  add(withoutSite(page, site), 'title');
}

const holds = (title: string, heading: string): boolean => title !== '' && wordKey(title).includes(wordKey(heading));

/** Drops the site's name from either end of a page's title; where it is not known, a short last part. */
export function withoutSite(title: string, site: string): string {
  const parts = title.split(SEPARATOR);
  if (parts.length < 2) return title;
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (site !== '' && wordKey(last) === wordKey(site))
    return title.slice(0, title.lastIndexOf(last)).replace(/[\s|–—•·»:\\/-]+$/u, '');
  if (site !== '' && wordKey(first) === wordKey(site))
    return title.slice(first.length).replace(/^[\s|–—•·»:\\/-]+/u, '');
  const short = last.split(' ').length <= 4 && last.length < title.length / 3;
  const kept = title.slice(0, title.lastIndexOf(last)).replace(/[\s|–—•·»:\\/-]+$/u, '');
  return short && kept.split(' ').length >= 4 ? kept : title;
}

const short = (text: string): string => fold(text.slice(0, 4000)).slice(0, 1000);
