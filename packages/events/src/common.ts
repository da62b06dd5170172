import { z } from 'zod';

/**
 * A word of a list that may grow: readers meet words they do not know and must let them pass. The known ones stand in
 * the JSON Schema as examples.
 */
export const openWord = (known: readonly string[]) =>
  z
    .string()
    .min(1)
    .max(64)
    .meta({ examples: [...known] });

const RELEASE_ID = /^[0-9a-f]{32}$/;
const SHA256 = /^[0-9a-f]{64}$/;

export const releaseId = z.string().regex(RELEASE_ID).describe('32 hexadecimal digits, minted once by the fetcher');

export const captureSchema = z
  .looseObject({
    fetchedAt: z.int().min(946_684_800_000).describe('milliseconds since 1970, when the bytes were fetched'),
    sha256: z.string().regex(SHA256).describe('SHA-256 of the bytes as fetched'),
  })
  .describe('one look at a release');

export const sourceRefSchema = z
  .looseObject({
    id: z.string().min(1).max(200),
    kind: openWord(['folder', 'feed', 'upload', 'url', 'push']),
    title: z.string().optional().describe('the name people know the source by'),
    issuer: z.string().optional().describe('who issues what the source carries, where it carries one issuer only'),
    country: z.string().optional().describe('ISO 3166-1 alpha-2'),
    language: z.string().optional().describe('BCP 47'),
  })
  .describe('the source that the release was seen at');

/** What both kinds of every release event carry. */
export const releaseBase = {
  releaseId,
  capture: captureSchema,
  source: sourceRefSchema,
  url: z.string().optional().describe('the item’s own link, as stated'),
  aliases: z.array(z.string()).describe('redirect targets, canonical links, GUIDs, paths: for look-up only'),
};

export const PRECISIONS = ['year', 'month', 'day', 'minute', 'second'] as const;

/** A time as somebody stated it: a day never gains a clock time, a zone is never invented. */
export const statedTimeSchema = z
  .looseObject({
    value: z
      .string()
      .regex(/^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?)?)?)?$/)
      .describe('local date or time, as long as its precision: 2024, 2024-06, 2024-06-28, 2024-06-28T09:27'),
    precision: z.enum(PRECISIONS),
    zone: z
      .string()
      .nullable()
      .describe('the zone as stated, as an offset (+01:00, Z) or IANA name; null where none was stated'),
    stated: z.string().max(200).describe('the words it was read from'),
    from: z.string().max(100).describe('where in the release it was found'),
  })
  .describe('a time as stated');

export type StatedTime = z.infer<typeof statedTimeSchema>;
export type SourceRef = z.infer<typeof sourceRefSchema>;
