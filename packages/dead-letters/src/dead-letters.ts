import type { Erasures } from '@presswatch/erasures';
import type { EventLog, NewRecord, Position, StoredRecord } from '@presswatch/event-log';
import { deadLetterTopic } from '@presswatch/events';
import { parseCaptureKey } from '@presswatch/identity';
import type { RecordStore } from '@presswatch/records';
import { formatCursor, type Place, parseCursor } from './cursor.ts';
import { createKnownLetters, type KnownLetters } from './known-letters.ts';
import {
  type DeadLetter,
  type DeadLetterCount,
  DeadLetterCursorError,
  type DeadLetterDetail,
  type DeadLetterFilter,
  type DeadLetters,
  type Settled,
} from './port.ts';
import { type DeadLetterFacts, factsOf, originalOf } from './record.ts';
import { mark, since, statusesOf, statusOf } from './statuses.ts';

export interface DeadLetterDeps {
  readonly log: EventLog;
  readonly records: RecordStore;
  /** Every topic that is read and the group that reads it; the group is the stage's name. */
  readonly topics: readonly { readonly topic: string; readonly group: string }[];
  /** Letters of erased releases are neither shown nor replayed; without it none is taken for erased. */
  readonly erasures?: Erasures;
  /** ms; default: the present time. */
  readonly now?: () => number;
}

/** A dead letter with the record that holds it. */
interface Found {
  readonly letter: DeadLetter;
  readonly record: StoredRecord;
}

const MAX_PAGE = 200;
const DEFAULT_PAGE = 50;
/** What `replayAll` publishes at once, at most. */
const CHUNK = { records: 100, bytes: 4 * 1024 * 1024 };

/** The dead letters of all stages, read from their topics; what is done about them lives in RecordStore. */
export function createDeadLetters(deps: DeadLetterDeps): DeadLetters {
  const { log, records } = deps;
  const now = deps.now ?? Date.now;
  const known = createKnownLetters(log);

  async function* find(filter: DeadLetterFilter, after?: Place): AsyncIterable<Found> {
    for await (const { facts, record } of written(deps, known, filter.stage, after)) {
      if (filter.reason !== undefined && filter.reason !== facts.reason.code) continue;
      if (await isErased(deps, facts.key)) continue;
      const letter = await withStatus(records, record, facts);
      if (filter.status === undefined || filter.status === letter.status) yield { letter, record };
    }
  }

  async function findOne(id: string): Promise<Found | null> {
    const found = await findWritten(id);
    return found === null || (await isErased(deps, found.letter.key)) ? null : found;
  }

  async function findWritten(id: string): Promise<Found | null> {
    const place = deps.topics.find((one) => id.startsWith(idPrefix(one)));
    if (place === undefined) return null;
    const position = known.positionOf(id);
    const there = position === undefined ? null : await log.readAt(position, id);
    const facts = there === null ? undefined : factsOf(there);
    if (there !== null && facts !== undefined) {
      return { letter: await withStatus(records, there, facts), record: there };
    }
    for await (const record of log.scan(deadLetterTopic(place.topic, place.group))) {
      if (record.key !== id) continue;
      const facts = factsOf(record);
      if (facts !== undefined) return { letter: await withStatus(records, record, facts), record };
    }
    return null;
  }

  const settle = (id: string, status: 'replayed' | 'discarded', note?: string) =>
    mark(records, id, { status, at: now(), ...(note === undefined ? {} : { note }) });

  async function replayChunk(found: readonly Found[]): Promise<Settled[]> {
    const settled: Settled[] = [];
    const chunk: Found[] = [];
    for (const one of found) {
      // Asked again just before publishing: an erasure may have come since the letter was read.
      if (await isErased(deps, one.letter.key)) settled.push({ id: one.letter.id, outcome: 'erased' });
      else chunk.push(one);
    }
    if (chunk.length > 0) await log.publish(chunk.map(({ record }) => restored(record)));
    for (const { letter } of chunk) await settle(letter.id, 'replayed');
    return [...settled, ...chunk.map(({ letter }): Settled => ({ id: letter.id, outcome: 'replayed' }))];
  }

  return {
    list: ({ limit = DEFAULT_PAGE, cursor, ...filter } = {}) => pageOf(find, filter, limit, cursor),
    async *each(filter = {}) {
      for await (const found of find(filter)) yield detailOf(found);
    },
    async counts() {
      return countsOf(deps, known);
    },
    async show(id): Promise<DeadLetterDetail | null> {
      const found = await findOne(id);
      return found === null ? null : detailOf(found);
    },
    async replay(id): Promise<Settled> {
      const found = await findOne(id);
      if (found === null) return { id, outcome: 'not-found' };
      if (found.letter.status === 'replayed') return { id, outcome: 'already', status: 'replayed' };
      const [settled] = await replayChunk([found]);
      return settled ?? { id, outcome: 'not-found' };
    },
    async *replayAll(filter = {}) {
      for await (const chunk of chunked(find({ ...filter, status: 'open' }))) yield* await replayChunk(chunk);
    },
    async markReplayed(ids) {
      for (const id of ids) await settle(id, 'replayed');
    },
    async discard(id, note): Promise<Settled> {
      const found = await findOne(id);
      if (found === null) return { id, outcome: 'not-found' };
      if (found.letter.status !== 'open') return { id, outcome: 'already', status: found.letter.status };
      await settle(id, 'discarded', note);
      return { id, outcome: 'discarded' };
    },
    async *discardAll(note, filter = {}) {
      for await (const { letter } of find({ ...filter, status: 'open' })) {
        await settle(letter.id, 'discarded', note);
        yield { id: letter.id, outcome: 'discarded' };
      }
    },
  };
}

/**
 * The dead letters as their topics hold them. Of several with one key, which a crash or a replay of a stage may leave, the
 * last counts, as it does once the topic is compacted.
 */
async function* written(
  deps: DeadLetterDeps,
  known: KnownLetters,
  stage: string | undefined,
  after: Place | undefined,
) {
  const from = after === undefined ? 0 : topicIndex(deps.topics, after);
  for (const { topic, group } of deps.topics.slice(from)) {
    if (stage !== undefined && stage !== group) continue;
    const name = deadLetterTopic(topic, group);
    const letters = await known.of({ topic, group });
    for await (const record of deps.log.scan(name)) {
      const facts = factsOf(record);
      if (facts === undefined || isSuperseded(record, letters.get(facts.id)?.position)) continue;
      if (after?.topic !== name || isAfter(record, after)) yield { facts, record };
    }
  }
}

/** @param last where the letter's last record lay when its topic was read; a newer one is read now */
const isSuperseded = (record: StoredRecord, last: Position | undefined): boolean =>
  last !== undefined && (record.partition !== last.partition || record.offset < last.offset);

async function pageOf(
  find: (filter: DeadLetterFilter, after?: Place) => AsyncIterable<Found>,
  filter: DeadLetterFilter,
  limit: number,
  cursor: string | undefined,
) {
  const size = Math.max(1, Math.min(limit, MAX_PAGE));
  const items: DeadLetter[] = [];
  let last: StoredRecord | undefined;
  for await (const { letter, record } of find(filter, cursor === undefined ? undefined : parseCursor(cursor))) {
    if (items.length === size && last !== undefined) return { items, cursor: formatCursor(last) };
    items.push(letter);
    last = record;
  }
  return { items };
}

async function withStatus(records: RecordStore, record: StoredRecord, facts: DeadLetterFacts): Promise<DeadLetter> {
  const { status, at, note } = await statusOf(records, facts.id, facts.at);
  return {
    ...facts,
    status,
    ...(at === undefined ? {} : { statusAt: at }),
    ...(note === undefined ? {} : { note }),
    size: record.value?.byteLength ?? 0,
  };
}

function topicIndex(topics: DeadLetterDeps['topics'], place: Place): number {
  const index = topics.findIndex(({ topic, group }) => deadLetterTopic(topic, group) === place.topic);
  if (index < 0) throw new DeadLetterCursorError(`the cursor names ${place.topic}, which is no topic of dead letters`);
  return index;
}

const isAfter = (record: StoredRecord, place: Place): boolean =>
  record.partition > place.partition || (record.partition === place.partition && record.offset > place.offset);

const detailOf = ({ letter, record }: Found): DeadLetterDetail => ({ ...letter, original: restored(record) });

function restored(record: StoredRecord): NewRecord {
  const original = originalOf(record);
  if (original === undefined) throw new TypeError(`${record.key} is no dead letter`);
  return original;
}

async function* chunked(found: AsyncIterable<Found>): AsyncIterable<Found[]> {
  let chunk: Found[] = [];
  let bytes = 0;
  for await (const one of found) {
    if (chunk.length > 0 && (chunk.length === CHUNK.records || bytes + one.letter.size > CHUNK.bytes)) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(one);
    bytes += one.letter.size;
  }
  if (chunk.length > 0) yield chunk;
}

async function isErased({ erasures }: DeadLetterDeps, key: string): Promise<boolean> {
  const releaseId = parseCaptureKey(key)?.releaseId;
  if (erasures === undefined || releaseId === undefined) return false;
  return (await erasures.erasedOf([releaseId])).size > 0;
}

/** Reads no values but those of topics that grew since the last count, and one range of RecordStore a stage. */
async function countsOf(deps: DeadLetterDeps, known: KnownLetters): Promise<DeadLetterCount[]> {
  const { topics, records } = deps;
  const counts = new Map<string, DeadLetterCount>();
  for (const place of topics) {
    const letters = await known.of(place);
    if (letters.size === 0) continue;
    const statuses = await statusesOf(records, idPrefix(place));
    for (const { id, reason, key, at } of letters.values()) {
      if (await isErased(deps, key)) continue;
      const { status } = since(statuses.get(id), at);
      const cell = `${place.group} ${reason} ${status}`;
      const count = (counts.get(cell)?.count ?? 0) + 1;
      counts.set(cell, { stage: place.group, reason, status, count });
    }
  }
  return [...counts.entries()]
    .sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1))
    .map(([, count]) => count);
}

/** How the ids of one stage's dead letters begin. */
const idPrefix = ({ topic, group }: DeadLetterDeps['topics'][number]): string => `${group}/${topic}/`;
