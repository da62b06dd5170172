import type { EventLog, NewRecord } from '@presswatch/event-log';
import {
  type Envelope,
  eventSchemaUri,
  eventType,
  SOURCE_STATUS,
  type SourceRef,
  type SourceStatus,
  sourceStatusSchema,
  toHeaders,
} from '@presswatch/events';
import { type RecordStore, VersionConflictError } from '@presswatch/records';
import { SOURCE_STATUS_RECORD } from '@presswatch/sources';
import { FETCHER_VERSION, traceparent } from './raw/raw-record.ts';
import type { PollResult } from './sources/poll.ts';

/** How often the record is brought up to date while nothing changes. */
const REFRESH_MS = 60_000;
const LONGEST_MESSAGE = 1_000;

export interface StatusBook {
  /** Takes a look's result in. @param nextAt ms: when the source is looked at again */
  note(source: SourceRef, result: Exclude<PollResult, { kind: 'deferred' }>, at: number, nextAt: number): Promise<void>;
}

/**
 * Keeps each source's status: an event whenever its state or reason changes, and the present status in the record store.
 * The event goes first; after a crash in between it is published again.
 */
export function createStatusBook(log: Pick<EventLog, 'publish'>, records: RecordStore): StatusBook {
  const written = new Map<string, number>();
  return {
    async note(source, result, at, nextAt) {
      const present = await records.get(SOURCE_STATUS_RECORD, source.id);
      const before = sourceStatusSchema.safeParse(present?.value).data;
      const status = nextStatus(source, result, before, at, nextAt);
      const changed = before?.state !== status.state || before.reason !== status.reason;
      if (changed) await log.publish([statusRecord(status, at)]);
      const rested = at - (written.get(source.id) ?? 0) >= REFRESH_MS;
      if (!changed && !rested && before?.itemsSeen === status.itemsSeen) return;
      await write(records, status, present?.version);
      written.set(source.id, at);
    },
  };
}

function nextStatus(
  source: SourceRef,
  result: Exclude<PollResult, { kind: 'deferred' }>,
  before: SourceStatus | undefined,
  at: number,
  nextAt: number,
): SourceStatus {
  const state = result.kind === 'ok' ? 'ok' : result.state;
  const lastSuccess = result.kind === 'ok' ? at : before?.lastSuccess;
  const itemsSeen = result.kind === 'ok' ? (result.items ?? before?.itemsSeen) : before?.itemsSeen;
  return {
    source,
    state,
    since: before?.state === state ? before.since : at,
    checkedAt: at,
    nextAt,
    ...(lastSuccess !== undefined && { lastSuccess }),
    ...(itemsSeen !== undefined && { itemsSeen }),
    ...(result.kind === 'bad' && { reason: result.reason, message: result.message.slice(0, LONGEST_MESSAGE) }),
  };
}

function statusRecord(status: SourceStatus, at: number): NewRecord {
  const envelope: Envelope = {
    id: `${status.source.id}/${at}/status`,
    type: eventType(SOURCE_STATUS),
    source: '/presswatch/fetcher',
    specversion: '1.0',
    time: new Date(at).toISOString(),
    dataschema: eventSchemaUri(SOURCE_STATUS),
    traceparent: traceparent(),
    origin: 'live',
    epoch: 0,
    ingestedAt: at,
    hops: [{ stage: 'fetcher', version: FETCHER_VERSION, at }],
  };
  return {
    topic: SOURCE_STATUS.topic,
    key: status.source.id,
    partitionKey: status.source.id,
    value: Buffer.from(JSON.stringify(status)),
    headers: toHeaders(envelope),
  };
}

/** The lease lets one process look at a source; should another have written all the same, the later look is in. */
async function write(records: RecordStore, status: SourceStatus, version: string | undefined): Promise<void> {
  try {
    if (version === undefined) await records.create(SOURCE_STATUS_RECORD, status.source.id, status);
    else await records.put(SOURCE_STATUS_RECORD, status.source.id, status, version);
  } catch (error) {
    if (!(error instanceof VersionConflictError)) throw error;
  }
}
