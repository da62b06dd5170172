import type { RawReleasePresent } from '@presswatch/events';
import type { Fetched } from '../http/fetch-url.ts';

/** Headers worth keeping with a release: what the bytes are, and how old. Cookies and the like stay out. */
const KEPT = ['content-type', 'content-language', 'content-location', 'date', 'etag', 'last-modified', 'link'] as const;
const LONGEST = 1_000;

/** What a raw release keeps of its fetch. */
export function fetchOf(fetched: Fetched): NonNullable<RawReleasePresent['fetch']> {
  const headers = KEPT.flatMap((name) => {
    const value = fetched.headers[name];
    return value === undefined ? [] : [[name, value.slice(0, LONGEST)] as const];
  });
  return {
    url: fetched.url,
    status: fetched.status,
    headers: Object.fromEntries(headers),
    ...(fetched.redirects.length > 0 && { redirects: fetched.redirects.map(({ url, status }) => ({ url, status })) }),
  };
}
