import { formatPosition, type NewRecord, type Position } from '@presswatch/event-log';
import {
  type Envelope,
  EnvelopeError,
  type EventKind,
  eventSchemaUri,
  eventType,
  fromHeaders,
  type Headers,
  toHeaders,
} from '@presswatch/events';
import type { Reason } from './outcome.ts';
import type { StageContext, StageDescription } from './stage.ts';
import { nextSpan } from './trace.ts';

/** What the runner reads of a stored record; a worker gets just this. */
export interface InputRecord extends Position {
  readonly key: string;
  readonly value: Uint8Array;
  readonly headers: Headers;
}

/** Why a record never reached its stage. */
export type DecodeReason = 'no-envelope' | 'not-json' | 'wrong-event' | 'unsupported-version' | 'schema-mismatch';

export type Decoded<I> =
  | { readonly ok: true; readonly event: I; readonly ctx: StageContext }
  | { readonly ok: false; readonly reason: Reason<DecodeReason>; readonly cause?: unknown };

const refuse = (code: DecodeReason, message: string, cause?: unknown): Decoded<never> => ({
  ok: false,
  reason: { code, message },
  ...(cause === undefined ? {} : { cause }),
});

const strict = new TextDecoder('utf-8', { fatal: true });

/** Reads a record as an event of this kind, or says why it is none. */
export function decode<I>(kind: EventKind, record: InputRecord): Decoded<I> {
  let envelope: Envelope;
  try {
    envelope = fromHeaders(record.headers);
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error;
    return refuse(
      'no-envelope',
      `${error.message}; publish it with the headers that docs/architecture.md names`,
      error,
    );
  }
  const misfit = checkType(kind, envelope);
  if (misfit) return misfit;
  let json: unknown;
  try {
    json = JSON.parse(strict.decode(record.value));
  } catch (error) {
    return refuse('not-json', 'the value is not UTF-8 JSON; mend what published it and publish the event again', error);
  }
  const parsed = kind.schema.safeParse(json);
  if (!parsed.success) {
    const wrong = parsed.error.issues
      .slice(0, 3)
      .map((issue) => `${issue.path.join('.') || 'value'}: ${issue.message}`);
    return refuse(
      'schema-mismatch',
      `the value does not fit ${eventSchemaUri(kind)} (${wrong.join('; ')}); mend what published it, then replay`,
    );
  }
  const now = (parsed.data as { capture?: { fetchedAt?: number } }).capture?.fetchedAt ?? Date.parse(envelope.time);
  return { ok: true, event: parsed.data as I, ctx: { envelope, now } };
}

function checkType(kind: EventKind, envelope: Envelope): Decoded<never> | undefined {
  if (envelope.type === eventType(kind)) return undefined;
  const newer = /^presswatch\.(.+)\.v(\d+)$/.exec(envelope.type);
  if (newer?.[1] === kind.name && Number(newer[2]) > kind.version) {
    return refuse(
      'unsupported-version',
      `the event is ${envelope.type}, this stage reads up to version ${kind.version}: start a newer Presswatch, then replay`,
    );
  }
  return refuse(
    'wrong-event',
    `the event is ${envelope.type}, this topic carries ${eventType(kind)}: mend its publisher`,
  );
}

/** Where an output comes from and what it came through. */
export interface Provenance {
  readonly stage: StageDescription;
  readonly input: InputRecord;
  readonly envelope: Envelope;
  /** ms: the present time. */
  readonly now: number;
}

/** Writes an event that a stage emitted as a record, with the input's envelope carried on. */
export function encode(kind: EventKind, event: unknown, from: Provenance): NewRecord {
  const { stage, input, envelope, now } = from;
  const { key, partitionKey } = kind.keysOf(event);
  const rawAt = envelope.rawAt ?? (input.topic === 'releases.raw' ? formatPosition(input) : undefined);
  const headers = toHeaders({
    ...envelope,
    id: `${key}/${stage.name}/${envelope.epoch}`,
    type: eventType(kind),
    source: `/presswatch/${stage.name}`,
    time: new Date(now).toISOString(),
    dataschema: eventSchemaUri(kind),
    traceparent: nextSpan(envelope.traceparent, `${stage.name}/${envelope.id}`),
    hops: [...envelope.hops, { stage: stage.name, version: stage.version, at: now }],
    ...(rawAt === undefined ? {} : { rawAt }),
  });
  return { topic: kind.topic, key, partitionKey, value: encoder.encode(JSON.stringify(event)), headers };
}

const encoder = new TextEncoder();
