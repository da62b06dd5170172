import type { Link } from '../draft.ts';

const URL_TEXT = /\bhttps?:\/\/[^\s<>"'`\\^{}|]{3,2000}/gi;
const MOST = 500;

/** Web addresses written out in a text, each once, in their order. */
export function linksOf(text: string): Link[] {
  const urls = new Set<string>();
  for (const [match] of text.matchAll(URL_TEXT)) {
    const url = webAddress(withoutTail(match));
    if (url !== undefined) urls.add(url);
    if (urls.size >= MOST) break;
  }
  return [...urls].map((url) => ({ url }));
}

/** An absolute http(s) address, resolved against `base`; anything else is no link to keep. */
export function webAddress(href: string, base?: string): string | undefined {
  const url = URL.parse(href.trim().slice(0, 4000), base);
  return url && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : undefined;
}

const TAIL = new Set(').,;:!?]');

/** The sentence's own punctuation is no part of an address at its end. */
function withoutTail(url: string): string {
  let end = url.length;
  while (end > 0 && TAIL.has(url.charAt(end - 1))) end--;
  return url.slice(0, end);
}
