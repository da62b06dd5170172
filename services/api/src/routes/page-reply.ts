import { TextDecoder } from 'node:util';
import type { RawBytes } from '@presswatch/inspection';
import type { FastifyReply } from 'fastify';
import { ApiError } from '../errors.ts';

const PAGES = new Set(['text/html', 'application/xhtml+xml']);

/** No scripts, no forms, no requests but for what the page itself holds; only our own page may frame it. */
const CSP =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/**
 * A foreign page to look at. The policy keeps a browser from fetching and running anything. Beside it `link`, `base` and
 * `meta` are made unknown elements, because no policy covers a preconnect or a page that calls itself anew; and links
 * want a window of their own, which the sandbox does not open, so that a click leads nowhere.
 */
export function pageReply(reply: FastifyReply, raw: RawBytes): FastifyReply {
  if (!PAGES.has(raw.mediaType)) {
    throw new ApiError('no-page-view', `this original is ${raw.mediaType}, no page: read it as text, or download it`);
  }
  const text = decodePage(raw)
    .replace(/<(?=(?:link|base|meta)[\s/>])/gi, '<x-')
    .replace(/<head(?:\s[^<>]*)?>/i, '$&<base target="_blank">');
  return reply
    .headers({
      'content-security-policy': CSP,
      'x-frame-options': 'SAMEORIGIN',
      'x-dns-prefetch-control': 'off',
    })
    .type('text/html; charset=utf-8')
    .serializer((html: unknown) => html as string)
    .send(text);
}

/** How far a browser looks for the charset that a page states. */
const STATED_WITHIN = 1024;

/** The bytes as text: by byte order mark, then the transport's label, then what the page states, then UTF-8 if it is any. */
export function decodePage({ bytes, charset }: Pick<RawBytes, 'bytes' | 'charset'>): string {
  const head = Buffer.from(bytes.subarray(0, STATED_WITHIN)).toString('latin1');
  const stated = /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(head)?.[1];
  for (const label of [markOf(bytes), charset, stated]) {
    const decoder = decoderOf(label);
    if (decoder !== undefined) return decoder.decode(bytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes); // every byte is a letter there, as browsers take it
  }
}

const markOf = ([a, b, c]: Uint8Array): string | undefined => {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return a === 0xff && b === 0xfe ? 'utf-16le' : undefined;
};

function decoderOf(label: string | undefined): TextDecoder | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label);
  } catch {
    return undefined; // a label that nobody knows says nothing
  }
}
