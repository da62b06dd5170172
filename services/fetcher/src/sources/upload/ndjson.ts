import { createHash } from 'node:crypto';
import {
  type Hints,
  MAX_RECORD_BYTES,
  type RawReleasePresent,
  rawReleaseSchema,
  type SourceRef,
} from '@presswatch/events';
import { mintReleaseId, sha256 } from '@presswatch/identity';
import { publicUrl } from '@presswatch/sources';
import { z } from 'zod';
import { cutHints } from '../../raw/hints.ts';
import { mediaTypeOf } from '../../raw/media-type.ts';
import { toRawRelease } from '../../raw/raw-record.ts';
import type { Ingested } from './progress.ts';
import { type Line, readLines } from './read-lines.ts';

const text = z.string().optional();
const idLike = z.union([z.string(), z.number()]).transform(String).optional();

/** A line as people write it: what they know of the release, and its body in one form. */
const plainLine = z.looseObject({
  id: idLike,
  url: text,
  title: text,
  summary: text,
  author: text,
  date: text,
  published: text,
  updated: text,
  issuer: text,
  source: text,
  wire: text,
  language: text,
  html: text,
  markdown: text,
  text,
});

/** A line that brings bytes of its own. */
const bytesLine = z.looseObject({
  id: idLike,
  url: text,
  bytes: z.base64(),
  mediaType: text,
  contentType: text,
  charset: text,
  hints: z.record(z.string(), z.string()).optional(),
});

export interface NdjsonOrigin {
  readonly source: SourceRef;
  readonly clock: () => number;
}

/** The releases of a file with one JSON object a line. A bad line is a problem named `file:line`; the rest goes on. */
export async function* readNdjson(path: string, origin: NdjsonOrigin): AsyncGenerator<Ingested> {
  for await (const line of readLines(path, MAX_RECORD_BYTES)) {
    if (line.kind === 'line' && line.text.trim() === '') continue;
    yield readLine(line, `${path}:${line.number}`, origin);
  }
}

function readLine(line: Line, what: string, origin: NdjsonOrigin): Ingested {
  if (line.kind === 'too-long') {
    return problem(what, 'too-large', `the line is longer than ${MAX_RECORD_BYTES} bytes; ingest it as a file instead`);
  }
  let value: unknown;
  try {
    value = JSON.parse(line.text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const words = error instanceof Error ? error.message.slice(0, 120) : '';
    return problem(what, 'malformed-json', `the line is no JSON (${words}); mend it and ingest the file again`);
  }
  return fromExport(value, what) ?? fromBytes(value, what, origin) ?? fromPlain(value, what, origin);
}

const problem = (what: string, code: string, message: string): Ingested => ({
  kind: 'problem',
  problem: { what, code, message },
});
const has = (value: unknown, member: string): boolean => typeof value === 'object' && value !== null && member in value;
const one = (what: string, release: RawReleasePresent): Ingested => ({ kind: 'releases', what, releases: [release] });

/** A raw release as `export` writes it keeps its id and capture, if its bytes are those it names. */
function fromExport(value: unknown, what: string): Ingested | undefined {
  if (!has(value, 'state')) return undefined;
  const { data } = rawReleaseSchema.safeParse(value);
  if (data?.state !== 'present') return undefined;
  if (sha256(Buffer.from(data.bytes, 'base64')) === data.capture.sha256) return one(what, data);
  return problem(what, 'hash-differs', 'the bytes are not those that capture.sha256 names; export the release again');
}

function fromBytes(value: unknown, what: string, origin: NdjsonOrigin): Ingested | undefined {
  if (!has(value, 'bytes')) return undefined;
  const { data } = bytesLine.safeParse(value);
  if (!data) return undefined;
  const bytes = Buffer.from(data.bytes, 'base64');
  const stated = mediaTypeOf({ bytes, header: data.mediaType ?? data.contentType, name: data.url });
  const charset = data.charset ?? stated.charset;
  return one(
    what,
    release(data, bytes, what, origin, {
      mediaType: stated.mediaType,
      hints: cutHints(data.hints ?? {}),
      ...(charset !== undefined && { charset }),
    }),
  );
}

function fromPlain(value: unknown, what: string, origin: NdjsonOrigin): Ingested {
  const { data, error } = plainLine.safeParse(value);
  if (!data) {
    const issue = error.issues[0];
    const where = issue?.path.join('.') || 'the line';
    return problem(
      what,
      'bad-line',
      `${where}: ${issue?.message ?? 'not understood'}; see the README for what a line holds`,
    );
  }
  const body = bodyOf(data);
  if (!body) return problem(what, 'no-body', 'the line has neither html, markdown, text nor bytes; give one of them');
  const { title, summary, author, updated, issuer, language } = data;
  const hints = cutHints({ title, summary, author, updated, issuer, language, published: data.published ?? data.date });
  const wire = data.wire ?? data.source;
  const source = wire === undefined ? origin.source : { ...origin.source, title: wire };
  return one(
    what,
    release(
      data,
      Buffer.from(body.text),
      what,
      { ...origin, source },
      { mediaType: body.mediaType, charset: 'utf-8', hints },
    ),
  );
}

function bodyOf(line: z.output<typeof plainLine>): { text: string; mediaType: string } | undefined {
  if (line.html !== undefined) return { text: line.html, mediaType: 'text/html' };
  if (line.markdown !== undefined) return { text: line.markdown, mediaType: 'text/markdown' };
  return line.text === undefined ? undefined : { text: line.text, mediaType: 'text/plain' };
}

/**
 * The link as given names the release; what is published of it hides its secrets. A line without link and id is named by
 * its content: the same line in another place is the same release.
 */
function release(
  line: { readonly id?: string | undefined; readonly url?: string | undefined },
  bytes: Buffer,
  what: string,
  origin: NdjsonOrigin,
  fields: { readonly mediaType: string; readonly charset?: string; readonly hints: Hints },
): RawReleasePresent {
  const link = line.url?.trim() || undefined;
  const path = `line:${createHash('sha256').update(JSON.stringify(fields.hints)).update(bytes).digest('hex')}`;
  const names = { link, guid: line.id, path };
  return toRawRelease({
    releaseId: mintReleaseId(names, { sourceId: origin.source.id }),
    source: origin.source,
    fetchedAt: origin.clock(),
    bytes,
    aliases: [line.id ?? '', what],
    ...(link !== undefined && { url: publicUrl(link) }),
    ...fields,
  });
}
