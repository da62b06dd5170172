import { z } from 'zod';

export const ORIGINS = ['live', 'backfill', 'replay'] as const;
export type Origin = (typeof ORIGINS)[number];

/** One stage that the event came through. */
export const hopSchema = z.object({ stage: z.string(), version: z.string(), at: z.int() });
export type Hop = z.infer<typeof hopSchema>;

/** Where a record lies on the log: `topic/partition/offset`. */
const POSITION = /^[a-z0-9._-]+\/\d+\/\d+$/i;

/** CloudEvents 1.0 attributes plus the way of the release. The runner writes and copies it; stages only read it. */
export const envelopeSchema = z.object({
  id: z.string().min(1).describe('unique with source; the same again when a stage repeats its work'),
  type: z.string().regex(/^presswatch\.[a-z-]+(\.[a-z-]+)*\.v\d+$/),
  source: z.string().min(1).describe('/presswatch/<stage>'),
  specversion: z.literal('1.0'),
  time: z.iso.datetime(),
  dataschema: z.string().optional(),
  traceparent: z.string().optional(),
  origin: z.enum(ORIGINS).describe('backfill and replay alert nobody'),
  epoch: z.int().min(0).max(4095),
  ingestedAt: z.int().describe('ms: when the fetcher published the raw release'),
  hops: z.array(hopSchema).describe('the stages that it came through, oldest first'),
  rawAt: z.string().regex(POSITION).optional().describe('where the raw release lies, stamped by the parser’s runner'),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** Header values as the log carries them. */
export type HeaderValue = string | Uint8Array;
export type Headers = Readonly<Record<string, HeaderValue>>;

const CONTENT_TYPE = 'application/json';

/** Writes an envelope as the headers of CloudEvents' Kafka binding in binary mode; extensions are `ce_` attributes too. */
export function toHeaders(envelope: Envelope): Record<string, string> {
  const headers: Record<string, string> = {
    ce_id: envelope.id,
    ce_type: envelope.type,
    ce_source: envelope.source,
    ce_specversion: envelope.specversion,
    ce_time: envelope.time,
    'content-type': CONTENT_TYPE,
    ce_origin: envelope.origin,
    ce_epoch: String(envelope.epoch),
    ce_ingestedat: String(envelope.ingestedAt),
    ce_hops: JSON.stringify(envelope.hops),
  };
  if (envelope.dataschema !== undefined) headers.ce_dataschema = envelope.dataschema;
  if (envelope.traceparent !== undefined) headers.traceparent = envelope.traceparent;
  if (envelope.rawAt !== undefined) headers.ce_rawat = envelope.rawAt;
  return headers;
}

/** Headers that are no envelope: the message names the header and what it should be. */
export class EnvelopeError extends Error {
  override readonly name = 'EnvelopeError';
}

const text = (value: HeaderValue | undefined): string | undefined =>
  value === undefined || typeof value === 'string' ? value : new TextDecoder().decode(value);

/** @throws EnvelopeError naming the attributes that are missing or wrong */
export function fromHeaders(headers: Headers): Envelope {
  const raw = {
    id: text(headers.ce_id),
    type: text(headers.ce_type),
    source: text(headers.ce_source),
    specversion: text(headers.ce_specversion),
    time: text(headers.ce_time),
    dataschema: text(headers.ce_dataschema),
    traceparent: text(headers.traceparent),
    origin: text(headers.ce_origin),
    epoch: number(text(headers.ce_epoch)),
    ingestedAt: number(text(headers.ce_ingestedat)),
    hops: json(text(headers.ce_hops)),
    rawAt: text(headers.ce_rawat),
  };
  const result = envelopeSchema.safeParse(raw);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `ce_${String(issue.path[0] ?? '').toLowerCase()}: ${issue.message}`);
  throw new EnvelopeError(`the headers are no Presswatch envelope (${wrong.join('; ')})`);
}

const number = (value: string | undefined): number | undefined =>
  value === undefined || !/^\d{1,16}$/.test(value) ? undefined : Number(value);

function json(value: string | undefined): unknown {
  if (value === undefined) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined; // the schema then says that ce_hops is missing or wrong
  }
}
