/**
 * The form of a link under which two spellings of one address are the same release.
 * The version is part of every releaseId: a change here needs a new version, never a silent edit.
 */
export const IDENTITY_VERSION = 1;

/** Parameters that say how a reader came, never what the page is. Prefixes end with `*`. */
const TRACKING = [
  'utm_*',
  'mc_*',
  'pk_*',
  'mtm_*',
  'hsa_*',
  '_hs*',
  'fbclid',
  'gclid',
  'dclid',
  'msclkid',
  'yclid',
  'twclid',
  'igshid',
  'gbraid',
  'wbraid',
  'ocid',
  'cmpid',
  'ncid',
  'mkt_tok',
  'ref_src',
  's_cid',
  '_ga',
  '_gl',
];

const isTracking = (name: string): boolean =>
  TRACKING.some((t) => (t.endsWith('*') ? name.startsWith(t.slice(0, -1)) : name === t));

/**
 * Normalises an http(s) link: scheme dropped (http and https are one place), host lower-cased without a final dot and
 * default port, fragment, credentials and tracking parameters dropped, the other parameters in a stable order,
 * percent-encoding made uniform, a final slash dropped.
 *
 * @returns the normal form, or `undefined` where the text is no absolute http(s) link
 */
export function normaliseUrl(link: string): string | undefined {
  const url = URL.parse(link.trim());
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return undefined;
  const port = url.port === '' || url.port === '80' || url.port === '443' ? '' : `:${url.port}`;
  const path = uniformEscapes(url.pathname).replace(/\/+$/, '');
  const query = [...url.searchParams]
    .filter(([name]) => !isTracking(name.toLowerCase()))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  return `//${url.hostname.replace(/\.$/, '')}${port}${path}${query === '' ? '' : `?${query}`}`;
}

/** RFC 3986 §6.2.2: escapes of unreserved characters are undone, the others written in capitals. */
function uniformEscapes(path: string): string {
  return path.replace(/%[0-9a-f]{2}/gi, (encoded) => {
    const char = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
    return /[A-Za-z0-9\-._~]/.test(char) ? char : encoded.toUpperCase();
  });
}
