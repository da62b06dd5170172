import { type DateContext, readTime } from '../../dates/index.ts';
import type { Draft } from '../../draft.ts';

const FENCE = '---\n';
const LONGEST = 8 * 1024;
const LINE = /^([\w -]{1,40})\s?:\s{0,10}(\S.{0,1000})$/;

type Take = (value: string, draft: Draft, ctx: DateContext) => void;

const published: Take = (value, draft, ctx) => {
  const time = readTime(value, 'front matter', ctx);
  if (time) draft.published ??= time;
};
const issuer: Take = (text, draft) => draft.issuers.push({ text, from: 'front matter' });

/** Keys of front matter that say something about a release. */
const KEYS: Readonly<Record<string, Take>> = {
  title: (text, draft) => draft.titles.push({ text, from: 'front matter' }),
  date: published,
  published,
  pubdate: published,
  'publish date': published,
  modified: (value, draft, ctx) => {
    const time = readTime(value, 'front matter', ctx);
    if (time) draft.modified ??= time;
  },
  issuer,
  organization: issuer,
  organisation: issuer,
  company: issuer,
  language: (text, draft) => {
    draft.language = { text, from: 'front matter' };
  },
  kind: (text, draft) => draft.kinds.push({ text, from: 'front matter' }),
  type: (text, draft) => draft.kinds.push({ text, from: 'front matter' }),
  distributor: (name, draft) => {
    draft.distributor ??= { name };
  },
};
const SAME: Readonly<Record<string, string>> = { updated: 'modified', lastmod: 'modified', lang: 'language' };

/**
 * Takes flat `key: value` front matter off a Markdown text. Nested values are passed over.
 *
 * @returns the text below it
 */
export function takeFrontMatter(text: string, draft: Draft, ctx: DateContext): string {
  if (!text.startsWith(FENCE)) return text;
  const end = text.slice(0, LONGEST).indexOf('\n---', FENCE.length - 1);
  if (end < 0) return text;
  for (const line of text.slice(FENCE.length, end).split('\n')) {
    const [, key = '', value = ''] = LINE.exec(line) ?? [];
    const word = key.trim().toLowerCase().replace(/[_-]/g, ' ');
    const take = Object.hasOwn(KEYS, SAME[word] ?? word) ? KEYS[SAME[word] ?? word] : undefined;
    take?.(unquoted(value.trim()), draft, ctx);
  }
  const body = text.indexOf('\n', end + 1);
  return body < 0 ? '' : text.slice(body + 1);
}

const unquoted = (value: string): string => /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
