import { z } from 'zod';
import { openWord, releaseBase } from './common.ts';

/** What the place that led to the item said about it: hints, judged by the parser. */
const hintsSchema = z.looseObject({
  title: z.string().optional(),
  summary: z.string().optional(),
  author: z.string().optional(),
  issuer: z.string().optional(),
  published: z.string().optional().describe('as stated there'),
  updated: z.string().optional().describe('as stated there'),
  language: z.string().optional(),
  feedTitle: z.string().optional(),
  fileName: z.string().optional(),
});

const fetchSchema = z.looseObject({
  url: z.string().optional().describe('the address that gave the bytes, after redirects'),
  status: z.int().optional(),
  redirects: z.array(z.looseObject({ url: z.string(), status: z.int() })).optional(),
  headers: z.record(z.string(), z.string()).optional().describe('response headers, names in lower case'),
});

export const rawReleaseSchema = z.discriminatedUnion('state', [
  z
    .looseObject({
      state: z.literal('present'),
      ...releaseBase,
      mediaType: z.string().max(200).describe('without parameters, in lower case; application/octet-stream if unknown'),
      charset: z.string().max(100).optional().describe('as labelled by the transport; it may be wrong'),
      size: z.int().nonnegative().describe('bytes before any truncation'),
      truncated: z.literal(true).optional().describe('over the size limit: bytes holds the first 64 KiB only'),
      bytes: z
        .string()
        .refine((text) => text.length % 4 === 0, 'not base64')
        .meta({ contentEncoding: 'base64' })
        .describe('base64 of the bytes as fetched: the item’s page, file, or its slice of the feed'),
      fetch: fetchSchema.optional(),
      hints: hintsSchema.optional(),
    })
    .meta({ id: 'RawReleasePresent' }),
  z
    .looseObject({
      state: z.literal('removed'),
      ...releaseBase,
      reason: openWord(['gone', 'file-deleted', 'withdrawn-by-source']),
    })
    .meta({ id: 'RawReleaseRemoved' }),
]);

export type RawRelease = z.infer<typeof rawReleaseSchema>;
export type RawReleasePresent = Extract<RawRelease, { state: 'present' }>;
export type RawReleaseRemoved = Extract<RawRelease, { state: 'removed' }>;
export type Hints = z.infer<typeof hintsSchema>;

/** The media type under which the fetcher publishes one entry cut out of a feed, with the feed's own root around it. */
export const FEED_MEDIA_TYPES = ['application/rss+xml', 'application/atom+xml', 'application/feed+json'] as const;

/** The bytes of a raw release that stand for an input over the size limit. */
export const TRUNCATED_BYTES = 64 * 1024;
/** The default size limit of raw bytes, the same in both modes. */
export const MAX_RAW_BYTES = 8 * 1024 * 1024;
/** The limit of one record on the log, in bytes: base64 of the size limit and what stands around it. */
export const MAX_RECORD_BYTES = 12 * 1024 * 1024;
