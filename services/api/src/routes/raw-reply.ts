import type { RawBytes } from '@presswatch/inspection';
import type { FastifyReply } from 'fastify';

/** What the file is called at the reader's, by what its sender called it. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/plain': 'txt',
  'text/markdown': 'md',
  'application/json': 'json',
  'application/feed+json': 'json',
  'application/rss+xml': 'xml',
  'application/atom+xml': 'xml',
  'application/pdf': 'pdf',
  'message/rfc822': 'eml',
};

/**
 * Foreign bytes under our address: a download, never a page of ours. Whatever it is called, a browser gets plain text or
 * bytes without meaning, may not guess, and would run nothing if it did.
 */
export function rawReply(reply: FastifyReply, raw: RawBytes, name: string): FastifyReply {
  const isText = raw.mediaType.startsWith('text/') || /[+/](?:json|xml)$/.test(raw.mediaType);
  const charset = /^[\w.:-]{1,40}$/.test(raw.charset ?? '') ? `; charset=${raw.charset}` : '';
  return reply
    .headers({
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'content-disposition': `attachment; filename="${name}.${EXTENSIONS[raw.mediaType] ?? 'bin'}"`,
      'x-presswatch-media-type': raw.mediaType.replace(/[^\w.+/-]/g, '') || 'application/octet-stream',
      'x-presswatch-truncated': String(raw.truncated),
    })
    .type(isText ? `text/plain${charset}` : 'application/octet-stream')
    .serializer((bytes: unknown) => bytes as string)
    .send(raw.bytes);
}
