import { wordKey } from '../../../text/fold.ts';

/** What tells the name of a page's site from its title. */
export interface Site {
  /** Names as the page states them, as `nameKey` makes them. */
  readonly names: ReadonlySet<string>;
  /** The telling part of the host: `nytimes` of `www.nytimes.com`. */
  readonly host: string;
}

/** Letters and digits only, so that `Le Monde.fr` and `lemonde.fr` are alike. */
export const nameKey = (text: string): string => wordKey(text).replace(/[^\p{L}\p{N}]+/gu, '');

export function siteOf(names: readonly string[], url: string | undefined): Site {
  const keys = names
    .filter((name) => name.length <= 120)
    .flatMap((name) => [name, ...partsOf(name).map(({ text }) => text)]);
  return { names: new Set(keys.map(nameKey).filter((key) => key.length > 1)), host: hostWord(url) };
}

/** The longest label of a host but its first-level domain. */
function hostWord(url: string | undefined): string {
  const host = url === undefined ? '' : (URL.parse(url)?.hostname ?? '');
  if (/^[\d.]+$|:/.test(host)) return '';
  const labels = host.split('.').slice(0, -1);
  return nameKey(labels.reduce((a, b) => (b.length >= a.length ? b : a), ''));
}

/** Whether a text is the site's name: as stated, or as the host spells it, in full or by its initials. */
export function namesSite(text: string, { names, host }: Site): boolean {
  const key = nameKey(text);
  if (key.length < 2) return false;
  if (names.has(key)) return true;
  if (host.length < 3) return false;
  return key === host || key.replace(DOMAIN, '') === host || initialsOf(text) === host;
}

const DOMAIN = /(?:com|org|net|gov|info|de|fr|it|es|uk|eu|at|ch|nl|pl|ru|example)$/;

const initialsOf = (text: string): string =>
  text.length > 120
    ? ''
    : wordKey(text)
        .split(/[^\p{L}\p{N}]+/u)
        .map((word) => word.charAt(0))
        .join('');

const WORDS_MOST = 3;

/** The same for a part of a title: there a few words that the host begins with, or that begin with it, are a name too. */
function partNamesSite(text: string, site: Site): boolean {
  if (namesSite(text, site)) return true;
  const key = nameKey(text);
  if (Math.min(key.length, site.host.length) < 4 || text.split(' ').length > WORDS_MOST) return false;
  return key.startsWith(site.host) || site.host.startsWith(key);
}

const SEPARATOR =
  /\s+(?:[|–—•·»«:\\/~>-]|::|\/\/|<|--+)\s+|\s*[|｜•]\s*|(?<=\p{sc=Han})\s?(?:--+|_|-)\s?(?=\p{sc=Han})/gu;

export interface TitlePart {
  readonly text: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** The parts of a title between the marks that join a headline with names of sites and sections. */
export function partsOf(title: string): TitlePart[] {
  const parts: TitlePart[] = [];
  let start = 0;
  for (const mark of title.matchAll(SEPARATOR)) {
    parts.push({ text: title.slice(start, mark.index), start, end: mark.index });
    start = mark.index + mark[0].length;
  }
  parts.push({ text: title.slice(start), start, end: title.length });
  return parts.filter(({ text }) => text !== '');
}

/**
 * A title without the names of its site at either end; sections between the headline and the site's name go as well.
 *
 * @returns an empty text where the title is the site's name alone
 */
export function withoutSite(title: string, site: Site): string {
  if (namesSite(title, site)) return '';
  const parts = partsOf(title);
  if (parts.length < 2) return title;
  let [first, last] = [0, parts.length - 1];
  while (last > first && partNamesSite(parts[last]?.text ?? '', site)) last--;
  while (first < last && partNamesSite(parts[first]?.text ?? '', site)) first++;
  const untouched = first === 0 && last === parts.length - 1;
  if (untouched && isTail(parts, title)) last--;
  const kept = title.slice(parts[first]?.start, parts[last]?.end);
  return namesSite(kept, site) ? '' : kept;
}

/** Where no part is a known name, a short last part after a long headline is one. */
function isTail(parts: readonly TitlePart[], title: string): boolean {
  const last = parts.at(-1);
  if (!last) return false;
  const head = title.slice(0, parts.at(-2)?.end ?? 0);
  return last.text.split(' ').length <= 4 && last.text.length < title.length / 3 && head.split(' ').length >= 4;
}

/** Parts of a site that stand last in titles where the site's own name does not. */
const SECTION =
  /^(?:(?:latest |company )?news(?: ?room)?|press(?: ?(?:room|cent(?:re|er)|office|releases?))?|media(?: ?(?:cent(?:re|er)|room|releases?))?|home(?: ?page)?|official (?:site|website)|start(?:seite)?|accueil|inicio|presse(?:mitteilungen)?|aktuelles|actualités|noticias|ニュース(?:リリース)?|お知らせ|プレスリリース|ホーム|新闻(?:中心|动态|发布)?|首页|新聞稿?|뉴스|보도자료)$/iu;
const SITE_MOST = 60;

/** The site's name as a page's title ends with it, behind the headline: `Headline | News | Acme`. */
export function siteInTitle(title: string, heading: string): string | undefined {
  const parts = partsOf(title);
  const last = parts.at(-1)?.text ?? '';
  const first = nameKey(parts[0]?.text ?? '');
  const headline = nameKey(heading);
  if (parts.length < 2 || first.length < 4 || !headline.startsWith(first)) return undefined;
  if (last.length > SITE_MOST || !/\p{L}{2}/u.test(last) || /\d{4}/.test(last) || SECTION.test(last)) return undefined;
  return headline.includes(nameKey(last)) ? undefined : last;
}
