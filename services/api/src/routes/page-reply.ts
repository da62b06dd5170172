import { TextDecoder } from 'node:util';
import type { RawBytes } from '@presswatch/inspection';
import type { FastifyReply } from 'fastify';
import { ApiError } from '../errors.ts';

const PAGES = new Set(['text/html', 'application/xhtml+xml']);

/** No scripts, no forms, no requests but for what the page itself holds; only our own page may frame it. */
const CSP =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/**
 * Elements that are made unknown ones, because the policy alone does not do for them: `link` connects ahead, `meta` calls
 * the page anew, `base` moves its links, and what holds a page of its own (`srcdoc`) hides those three from here.
 */
const UNDONE = /<(\/?)(?=(?:link|base|meta|i?frame|frameset|fencedframe|object|embed|portal)[\s/>])/gi;

/**
 * A link that opens in the frame, as those of SVG do, connects elsewhere before the policy stops it. Each is told to open
 * a window, which the sandbox does not: of an attribute that is there twice the first counts.
 */
const LINK = /<(?:a|area)(?=[\s/>])/gi;

/** What may stand before the content of a page without making it another kind of page. */
const OPENING = /^(?:\s|<!--[\s\S]*?-->|<\?[^>]*>)*(?:<!doctype[^>]*>)?/i;
const OPENING_WITHIN = 4096;

/**
 * Of our own: whatever else leads somewhere wants a window, too; a picture that is not fetched is a quiet frame with its
 * words.
 */
const OURS = `<base target="_blank"><style>img:not([src^="data:" i]) { outline: 1px dashed #888; outline-offset: -1px;
background: #f2f2f2; color: #444; font: 13px/1.4 sans-serif; max-width: 100%; }</style>`;

/** A foreign page to look at: the policy keeps a browser from fetching and running anything. */
export function pageReply(reply: FastifyReply, raw: RawBytes): FastifyReply {
  if (!PAGES.has(raw.mediaType)) {
    throw new ApiError('no-page-view', `this original is ${raw.mediaType}, no page: read it as text, or download it`);
  }
  const text = shutIn(decodePage(raw));
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

/** @returns the page without what the policy does not cover */
export function shutIn(page: string): string {
  const tame = page.replace(UNDONE, '<$1x-').replace(LINK, '$& target="_blank"');
  const [opening = ''] = OPENING.exec(tame.slice(0, OPENING_WITHIN)) ?? [];
  return `${opening}${OURS}${tame.slice(opening.length)}`;
}

/** How far a browser looks for the charset that a page states. */
const STATED_WITHIN = 1024;

/** The bytes as text: by byte order mark, then the transport's label, then what the page states, then UTF-8 if it is any. */
export function decodePage({ bytes, charset }: Pick<RawBytes, 'bytes' | 'charset'>): string {
  const head = Buffer.from(bytes.subarray(0, STATED_WITHIN)).toString('latin1');
  const stated = /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(head)?.[1];
  // A page whose label can be read byte by byte is in no UTF-16, whatever it says of itself.
  const believed = /^utf-?16/i.test(stated ?? '') ? undefined : stated;
  for (const label of [markOf(bytes), charset, believed]) {
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
