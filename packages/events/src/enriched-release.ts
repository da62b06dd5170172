import { z } from 'zod';
import { openWord } from './common.ts';
import { PARTS, parsedFields, removedSchema } from './parsed-release.ts';

export const ENTITY_TYPES = ['PERSON', 'ORG', 'PLACE', 'DEMONYM', 'INSTRUMENT', 'PRODUCT'] as const;

export const mentionSchema = z.looseObject({
  start: z.int().nonnegative().describe('UTF-16 units into releaseText(release)'),
  end: z.int().positive().describe('exclusive'),
  entity: z.int().nonnegative().describe('index into entities'),
  by: z.string().max(100).describe('the list or rule that found it'),
  part: openWord(PARTS).optional().describe('of the block that it stands in; absent: the news itself'),
});

export const entitySchema = z.looseObject({
  type: openWord(ENTITY_TYPES),
  name: z.string().min(1).max(500).describe('the name to show: the list’s, or the longest form in the release'),
  iso2: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .describe('ISO 3166-1 alpha-2: the country it is or belongs to'),
  wikidata: z
    .string()
    .regex(/^Q\d+$/)
    .optional(),
});

export const topicSchema = z.looseObject({
  id: z.string().describe('IPTC Media Topics, medtop:20000000'),
  name: z.string(),
  score: z.number().min(0).max(1),
  by: z.string().max(200).describe('the words that led to it'),
});

export const enrichedReleaseSchema = z.discriminatedUnion('state', [
  z
    .looseObject({
      state: z.literal('present'),
      ...parsedFields,
      enricherVersion: z.string().min(1).max(50),
      gazetteerVersion: z.string().min(1).max(100).describe('of the snapshot of lists that gave the entities'),
      entities: z.array(entitySchema),
      mentions: z.array(mentionSchema),
      namedTo: z
        .int()
        .nonnegative()
        .optional()
        .describe('names were looked for in so many UTF-16 units of the text only; absent: in all of it'),
      countries: z.array(z.string().regex(/^[A-Z]{2}$/)).describe('of countries and demonyms named, most named first'),
      topics: z.array(topicSchema),
      fingerprint: z
        .string()
        .regex(/^[0-9a-f]{16}$/)
        .describe('64-bit SimHash of title and body, for near-duplicates'),
    })
    .meta({ id: 'EnrichedReleasePresent' }),
  removedSchema,
]);

export type Mention = z.infer<typeof mentionSchema>;
export type Entity = z.infer<typeof entitySchema>;
export type Topic = z.infer<typeof topicSchema>;
export type EnrichedRelease = z.infer<typeof enrichedReleaseSchema>;
export type EnrichedReleasePresent = Extract<EnrichedRelease, { state: 'present' }>;
