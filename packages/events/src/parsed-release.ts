import { z } from 'zod';
import { openWord, releaseBase, statedTimeSchema } from './common.ts';

export const KINDS = ['press-release', 'statement', 'speech', 'notice', 'advisory', 'report', 'article'] as const;

export const blockSchema = z.looseObject({
  kind: openWord(['paragraph', 'heading', 'list-item', 'quote', 'table', 'code', 'caption']),
  text: z.string().min(1).describe('plain text, white space folded, no line breaks but in tables and code'),
  level: z.int().min(1).max(6).optional().describe('of a heading'),
});

/** A field of a release with where it was read: `stamp`, `json-ld`, `source`, … */
const namedSchema = z.looseObject({ name: z.string().min(1).max(500), from: z.string().max(100) });

/** The fields that reading a present release gives; the enricher adds to them. */
export const parsedFields = {
  ...releaseBase,
  format: openWord(['distributor-stamp', 'plain-text', 'markdown', 'feed-entry', 'html']),
  parserVersion: z.string().min(1).max(50),
  title: z.string().min(1).max(2000),
  kind: openWord(KINDS),
  issuer: namedSchema.optional(),
  distributor: z
    .looseObject({ name: z.string().min(1).max(500), at: statedTimeSchema.optional() })
    .optional()
    .describe('who passed the release on, and when it says so'),
  published: statedTimeSchema.optional(),
  modified: statedTimeSchema.optional(),
  language: z.string().max(35).optional().describe('BCP 47, as stated or as recognised'),
  body: z.array(blockSchema),
  links: z.array(z.looseObject({ url: z.string(), text: z.string().optional() })),
  contentHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('of normalised title and body text: tells revisions apart'),
};

/** A release found gone; it passes every stage as it is. */
const removedSchema = z
  .looseObject({ state: z.literal('removed'), ...releaseBase, reason: z.string() })
  .meta({ id: 'ReleaseRemoved' });

export const parsedReleaseSchema = z.discriminatedUnion('state', [
  z.looseObject({ state: z.literal('present'), ...parsedFields }).meta({ id: 'ParsedReleasePresent' }),
  removedSchema,
]);

export { removedSchema };
export type Block = z.infer<typeof blockSchema>;
export type ParsedRelease = z.infer<typeof parsedReleaseSchema>;
export type ParsedReleasePresent = Extract<ParsedRelease, { state: 'present' }>;
export type ReleaseRemoved = z.infer<typeof removedSchema>;
