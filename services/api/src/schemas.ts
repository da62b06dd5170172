import { PRECISIONS } from '@presswatch/events';
import { FACET_FIELDS } from '@presswatch/release-index';
import { z } from 'zod';

const ms = (what: string) => z.int().describe(`ms since 1970: ${what}`);
const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();

export const releaseIdSchema = z.string().regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits');
export const captureIdSchema = z
  .string()
  .regex(/^\d{1,15}-[0-9a-f]{64}$/, 'must be <fetchedAt in ms>-<sha256>, as the release lists it');

export const statedTimeSchema = z
  .object({
    value: z.string().describe('as long as its precision: 2024, 2024-06, 2024-06-28, 2024-06-28T09:27'),
    precision: z.enum(PRECISIONS),
    zone: z.string().nullable().describe('as stated; null where none was stated'),
    stated: z.string().describe('the words it was read from'),
    from: z.string().describe('where in the release it was found'),
  })
  .meta({ id: 'StatedTime', description: 'A time as somebody stated it.' });

const issuerSchema = z.object({ name: z.string(), from: z.string().describe('where it was read') });
const distributorSchema = z.object({ name: z.string(), at: statedTimeSchema.optional() });

const sourceSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    title: z.string().optional(),
    issuer: z.string().optional(),
    country: z.string().optional(),
    language: z.string().optional(),
  })
  .meta({ id: 'Source' });

const topicSchema = z
  .object({ id: z.string(), name: z.string(), score: z.number(), by: z.string() })
  .meta({ id: 'Topic', description: 'An IPTC Media Topic and the words that led to it.' });

const entitySchema = z
  .object({ type: z.string(), name: z.string(), iso2: z.string().optional(), wikidata: z.string().optional() })
  .meta({ id: 'Entity' });

const mentionSchema = z
  .object({
    start: z.int().describe('UTF-16 units into title, two newlines, body blocks joined by two newlines'),
    end: z.int(),
    entity: z.int().describe('index into entities'),
    by: z.string().describe('the list or rule that found it'),
    part: z.string().optional().describe('of the block that it stands in; absent: the news itself'),
  })
  .meta({ id: 'Mention' });

const blockSchema = z
  .object({
    kind: z.string(),
    text: z.string(),
    level: z.int().optional(),
    part: z.string().optional().describe('about, contact, legal, notes; absent: the news itself'),
  })
  .meta({ id: 'Block' });

const datelineSchema = z
  .object({
    place: z.string().optional(),
    date: statedTimeSchema.optional(),
    wire: z.string().optional(),
    stated: z.string().describe('the words it was read from'),
  })
  .meta({ id: 'Dateline' });

const tickerSchema = z
  .object({ exchange: z.string(), symbol: z.string(), stated: z.string() })
  .meta({ id: 'Ticker', description: 'A listed security that the release names.' });

const contactSchema = z
  .object({
    name: z.string().optional(),
    role: z.string().optional(),
    organisation: z.string().optional(),
    emails: list(z.string()),
    phones: list(z.string()),
    urls: list(z.string()).optional(),
  })
  .meta({ id: 'Contact', description: 'Whom the release gives to ask.' });

const changeSchema = z
  .object({ at: statedTimeSchema, note: z.string() })
  .meta({ id: 'Change', description: 'A change that the issuer tells of.' });

const withdrawnSchema = z
  .object({ at: statedTimeSchema.optional(), note: z.string() })
  .meta({ id: 'Withdrawn', description: 'The issuer’s own notice that the release no longer holds.' });

const head = {
  title: z.string(),
  kind: z.string(),
  url: z.string().optional(),
  issuer: issuerSchema.optional(),
  distributor: distributorSchema.optional(),
  published: statedTimeSchema.optional(),
  modified: statedTimeSchema.optional(),
  language: z.string().optional(),
};

export const contentSchema = z
  .object({
    ...head,
    dateline: datelineSchema.optional(),
    tickers: list(tickerSchema).optional(),
    contacts: list(contactSchema).optional(),
    history: list(changeSchema).optional().describe('newest first'),
    withdrawn: withdrawnSchema.optional(),
    provenance: z.record(z.string(), z.string()).optional().describe('where fields without `from` were read, by field'),
    format: z.string(),
    body: list(blockSchema),
    links: list(z.object({ url: z.string(), text: z.string().optional() })),
    entities: list(entitySchema),
    mentions: list(mentionSchema),
    namedTo: z
      .int()
      .optional()
      .describe('where names were looked for no further, in UTF-16 units of title and body; absent where all was read'),
    countries: list(z.string()),
    topics: list(topicSchema),
    fingerprint: z.string(),
    contentHash: z.string(),
    parserVersion: z.string(),
    enricherVersion: z.string(),
    gazetteerVersion: z.string(),
  })
  .meta({ id: 'Content', description: 'What a capture showed.' });

const standing = {
  releaseId: z.string(),
  firstSeen: ms('the first look that saw it'),
  withdrawnAt: ms('when it was found gone; null while it is there').nullable(),
};

const highlightSchema = z
  .object({
    field: z.enum(['title', 'body']),
    text: z.string(),
    marks: list(z.tuple([z.int(), z.int()]).readonly()).describe('[start, end) in UTF-16 units of text'),
  })
  .meta({ id: 'Highlight' });

export const hitSchema = z
  .object({
    ...standing,
    ...head,
    title: z.string().nullable().describe('null where only removals were seen'),
    kind: z.string().nullable(),
    source: sourceSchema.nullable(),
    countries: list(z.string()),
    topics: list(topicSchema),
    summary: z.string().optional().describe('how the news begins: its first paragraph, cut'),
    withdrawn: z.boolean().describe('the issuer itself says that it no longer holds'),
    highlights: list(highlightSchema),
  })
  .meta({ id: 'Hit' });

const facetSchema = z
  .object({
    field: z.enum(FACET_FIELDS),
    values: list(z.object({ value: z.string(), label: z.string(), count: z.int() })),
    sampled: z.boolean().describe('the counts are of the newest 10,000 matches only'),
  })
  .meta({ id: 'Facet' });

export const searchResultSchema = z
  .object({
    total: z.object({ value: z.int(), exact: z.boolean() }),
    hits: list(hitSchema),
    facets: list(facetSchema),
    cursor: z.string().optional().describe('of the next page; absent on the last one'),
  })
  .meta({ id: 'SearchResult' });

const captureSchema = z
  .object({
    id: z.string().describe('<fetchedAt>-<sha256>'),
    fetchedAt: ms('when the bytes were fetched'),
    sha256: z.string(),
    source: sourceSchema,
    removed: z.boolean().describe('the look found the release gone'),
    contentHash: z.string().nullable(),
    origin: z.string(),
    ingestedAt: ms('when the raw release was acknowledged'),
    raw: z.string().nullable().describe('where the original bytes are; null where there are none'),
    view: z.string().nullable().describe('where they can be looked at, without scripts and without requests elsewhere'),
  })
  .meta({ id: 'Capture' });

const revisionSchema = z
  .object({
    number: z.int().describe('from 1, made on reading'),
    name: z.string().describe('the id of its first capture: the revision’s lasting name'),
    firstSeen: ms('its first capture'),
    lastSeen: ms('its last capture'),
    contentHash: z.string().nullable().describe('null for a withdrawal'),
    title: z.string().nullable(),
    captures: list(z.string()),
  })
  .meta({ id: 'Revision' });

export const revisionContentSchema = z
  .object({
    releaseId: z.string(),
    name: z.string().describe('the id of the revision’s first capture'),
    content: contentSchema.nullable().describe('what that capture showed; null for a withdrawal'),
  })
  .meta({ id: 'RevisionContent' });

export const releaseSchema = z
  .object({
    ...standing,
    content: contentSchema.nullable().describe('of the newest capture that is not a removal'),
    provenance: z
      .object({
        capture: z.string().describe('the capture that the content comes from'),
        source: sourceSchema,
        aliases: list(z.string()),
        origin: z.string(),
        epoch: z.int(),
        ingestedAt: ms('when the raw release was acknowledged'),
        raw: z.string().nullable(),
        way: z.string().describe('where its way through the stages is'),
      })
      .nullable(),
    captures: list(captureSchema).describe('oldest first'),
    revisions: list(revisionSchema).describe('oldest first'),
  })
  .meta({ id: 'Release' });

export const waySchema = z
  .object({
    releaseId: z.string(),
    captures: list(
      z.object({
        capture: z.string(),
        source: sourceSchema,
        fetchedAt: ms('when the bytes were fetched'),
        ingestedAt: ms('when the raw release was acknowledged'),
        stages: list(z.object({ stage: z.string(), version: z.string(), at: ms('when the stage was done') })),
      }),
    ).describe('oldest first'),
  })
  .meta({ id: 'Way', description: 'The stages that each capture of a release came through.' });

export const deadLetterSchema = z
  .object({
    id: z.string(),
    status: z.string().describe('open, replayed or discarded'),
    statusAt: ms('since when it is not open').optional(),
    note: z.string().optional(),
    group: z.string().describe('the stage that gave the record up'),
    stageVersion: z.string(),
    reason: z.object({ code: z.string(), message: z.string() }),
    cause: z.string().optional(),
    stack: z.string().optional(),
    topic: z.string(),
    partition: z.int(),
    offset: z.int(),
    key: z.string().describe('of the original record'),
    attempts: z.int(),
    at: ms('when it was given up'),
    size: z.int().describe('bytes of the original value'),
  })
  .meta({ id: 'DeadLetter' });

/** What tells a record from others. */
const subject = {
  title: z.string().optional(),
  url: z.string().optional(),
  fileName: z.string().optional(),
};

const listedLetterSchema = deadLetterSchema
  .extend(subject)
  .meta({ id: 'ListedDeadLetter', description: 'A dead letter and, where its record is small, what that is called.' });

export const deadLetterDetailSchema = z
  .object({
    ...deadLetterSchema.shape,
    original: z
      .object({
        ...subject,
        source: z.string().optional().describe('the id of the source it came from'),
        releaseId: z.string().optional(),
        isFindable: z.boolean().describe('the release can be shown: another look at it was read'),
        mediaType: z.string().describe('of the bytes that head is the beginning of'),
        size: z.int().describe('of those bytes'),
        head: z.string().describe('the first of them, as text'),
      })
      .describe('the record that was given up: the beginning of what it holds'),
  })
  .meta({ id: 'DeadLetterDetail' });

const deadLetterCountSchema = z
  .object({ stage: z.string(), reason: z.string(), status: z.string(), count: z.int() })
  .meta({ id: 'DeadLetterCount' });

export const deadLetterPageSchema = z
  .object({
    items: list(listedLetterSchema),
    counts: list(deadLetterCountSchema).describe('of all dead letters, whatever was asked for'),
    cursor: z.string().optional(),
  })
  .meta({ id: 'DeadLetterPage' });
