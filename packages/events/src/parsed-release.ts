import { z } from 'zod';
import { openWord, releaseBase, statedTimeSchema } from './common.ts';

export const KINDS = ['press-release', 'statement', 'speech', 'notice', 'advisory', 'report', 'article'] as const;

/** The parts of a release beside its news: what stands in every release of its issuer, or serves the reader of it. */
export const PARTS = ['about', 'contact', 'legal', 'notes'] as const;

/** The ways of writing releases that the parser reads. */
export const FORMATS = [
  'distributor-stamp',
  'plain-text',
  'markdown',
  'feed-entry',
  'html',
  'govuk-content',
  'sec-exhibit',
  'email',
  'pdf',
] as const;

export const blockSchema = z.looseObject({
  kind: openWord(['paragraph', 'heading', 'list-item', 'quote', 'table', 'code', 'caption']),
  text: z.string().min(1).describe('plain text, white space folded, no line breaks but in tables and code'),
  level: z.int().min(1).max(6).optional().describe('of a heading'),
  part: openWord(PARTS).optional().describe('what the block is beside the news; absent: the news itself'),
});

/** A field of a release with where it was read: `stamp`, `json-ld`, `source`, … */
const namedSchema = z.looseObject({ name: z.string().min(1).max(500), from: z.string().max(100) });

const line = (most: number) => z.string().min(1).max(most);

/** `LONDON, June 28, 2024 /PRNewswire/ --` */
const datelineSchema = z
  .looseObject({
    place: line(200).optional().describe('as written, with its region where it names one: `Austin, Texas`'),
    date: statedTimeSchema.optional(),
    wire: line(200).optional().describe('as written between slashes or brackets'),
    stated: line(300).describe('the words it was read from'),
  })
  .describe('what opens the text: where and when it was given, and by which wire');

const tickerSchema = z
  .looseObject({
    exchange: line(40).describe('as commonly abbreviated, in capitals: NASDAQ, NYSE, LSE'),
    symbol: line(20).describe('in capitals'),
    stated: line(200).describe('the words it was read from'),
  })
  .describe('a listed security that the release names');

const contactSchema = z
  .looseObject({
    name: line(200).optional(),
    role: line(200).optional(),
    organisation: line(300).optional(),
    emails: z.array(line(320)),
    phones: z.array(line(60)).describe('as written'),
    urls: z.array(line(2000)).optional(),
  })
  .describe('whom the release gives to ask');

const changeSchema = z
  .looseObject({ at: statedTimeSchema, note: z.string().max(5000).describe('empty where none is given') })
  .describe('a change that the issuer tells of');

const withdrawnSchema = z
  .looseObject({ at: statedTimeSchema.optional(), note: z.string().max(5000) })
  .describe('the issuer’s own notice that the release no longer holds');

/** The fields that reading a present release gives; the enricher adds to them. */
export const parsedFields = {
  ...releaseBase,
  format: openWord(FORMATS),
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
  dateline: datelineSchema.optional(),
  tickers: z.array(tickerSchema).optional().describe('each security once, in the order of the text'),
  contacts: z.array(contactSchema).optional(),
  history: z.array(changeSchema).optional().describe('newest first'),
  withdrawn: withdrawnSchema.optional(),
  provenance: z
    .record(z.string().max(50), z.string().max(100))
    .optional()
    .describe('where fields that have no `from` of their own were read, by field: title, kind, language, body, …'),
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
export type Dateline = z.infer<typeof datelineSchema>;
export type Ticker = z.infer<typeof tickerSchema>;
export type Contact = z.infer<typeof contactSchema>;
export type Change = z.infer<typeof changeSchema>;
export type Withdrawn = z.infer<typeof withdrawnSchema>;
export type Block = z.infer<typeof blockSchema>;
export type ParsedRelease = z.infer<typeof parsedReleaseSchema>;
export type ParsedReleasePresent = Extract<ParsedRelease, { state: 'present' }>;
export type ReleaseRemoved = z.infer<typeof removedSchema>;
