import { setTimeout as sleep } from 'node:timers/promises';
import { ERASURE_KIND, type Erasure, REFRESH_MS, recordErasure } from '@presswatch/erasures';
import type { NewRecord } from '@presswatch/event-log';
import { eventSchemaUri, eventType, RAW_RELEASE, toHeaders } from '@presswatch/events';
import { parseCaptureKey } from '@presswatch/identity';
import type { RecordStore } from '@presswatch/records';
import type { ReleaseWriter } from '@presswatch/release-index';
import { findTraces, type Traces, type TracesDeps } from './find-release.ts';

export interface EraseDeps extends Omit<TracesDeps, 'onProgress'> {
  readonly records: RecordStore;
  readonly writer: ReleaseWriter;
  /** ms; default: the present time. */
  readonly now?: () => number;
  /** ms until every process knows of an erasure. Default: a little more than REFRESH_MS. */
  readonly settleMs?: number;
  /** ms that the stages get to pass the tombstones on before the bytes are removed. Default 20,000. */
  readonly passMs?: number;
  readonly onProgress?: (step: EraseStep, looked?: number) => void;
}

export type EraseStep = 'looking' | 'announcing' | 'tombstones' | 'passing' | 'index' | 'bytes';

export interface Erased {
  readonly releaseIds: readonly string[];
  readonly captures: number;
  readonly deadLetters: number;
  /** Stages that had not passed the tombstones on when the bytes were removed: what they write then goes later. */
  readonly behind: readonly string[];
  /** What of the bytes stays for a time, a sentence each. */
  readonly remains: readonly string[];
}

/**
 * Forgets a release for ever: first it is written down that it is, so that nobody writes it any more; then its captures
 * and dead letters get tombstones, which every stage passes on, the index drops it, and where the stores can, its bytes
 * are overwritten. May be repeated, and must be where it was broken off.
 *
 * @returns null where nothing is known of the release: then nothing was written
 */
export async function eraseRelease(deps: EraseDeps, erasure: Erasure): Promise<Erased | null> {
  deps.onProgress?.('looking');
  const traces = await look(deps, [erasure.releaseId]);
  const known = await deps.records.get(ERASURE_KIND, erasure.releaseId);
  if (traces.captures.size === 0 && known === null) return null;
  await recordErasure(deps.records, erasure);
  return wipe(deps, [erasure.releaseId]);
}

/** Applies erasures that are written down already, as after a backup was restored that is older than they are. */
export async function wipe(deps: EraseDeps, releaseIds: readonly string[]): Promise<Erased> {
  deps.onProgress?.('announcing');
  await sleep(deps.settleMs ?? REFRESH_MS + 500);
  // Looked at only now: what was being published when the erasure was written is here by this time.
  const traces = await look(deps, releaseIds);
  deps.onProgress?.('tombstones');
  const at = (deps.now ?? Date.now)();
  await publishAll(deps, [
    ...[...traces.captures].map((key) => tombstone(key, at)),
    ...traces.letters.map(letterTombstone),
  ]);
  deps.onProgress?.('passing');
  const behind = await passed(deps, (deps.now ?? Date.now)());
  deps.onProgress?.('index');
  await deps.writer.erase([...traces.captures]);
  await deps.writer.refresh();
  deps.onProgress?.('bytes');
  const remains = await removeBytes(deps, traces);
  const { captures, letters } = traces;
  return { releaseIds, captures: captures.size, deadLetters: letters.length, behind, remains };
}

const look = (deps: EraseDeps, releaseIds: readonly string[]): Promise<Traces> =>
  findTraces({ ...deps, onProgress: (looked) => deps.onProgress?.('looking', looked) }, new Set(releaseIds));

/** A null value under an envelope, which the stages pass on. */
function tombstone(key: string, at: number): NewRecord {
  const headers = toHeaders({
    id: `${key}/erased`,
    type: eventType(RAW_RELEASE),
    source: '/presswatch/erase',
    specversion: '1.0',
    time: new Date(at).toISOString(),
    dataschema: eventSchemaUri(RAW_RELEASE),
    origin: 'replay',
    epoch: 0,
    ingestedAt: at,
    hops: [],
  });
  return { topic: RAW_RELEASE.topic, key, partitionKey: parseCaptureKey(key)?.releaseId ?? key, value: null, headers };
}

const letterTombstone = ({ topic, id, partitionKey }: Traces['letters'][number]): NewRecord => ({
  topic,
  key: id,
  partitionKey,
  value: null,
  headers: {},
});

const CHUNK = 100;

async function publishAll({ log }: EraseDeps, records: readonly NewRecord[]): Promise<void> {
  for (let at = 0; at < records.length; at += CHUNK) await log.publish(records.slice(at, at + CHUNK));
}

const LOOK_MS = 250;

/** Waits until each stage has gone past what was published at `at`; names those that do not in time. */
async function passed({ log, stages, passMs = 20_000 }: EraseDeps, at: number): Promise<readonly string[]> {
  const until = performance.now() + passMs;
  for (const [index, { stage, topic }] of stages.entries()) {
    for (;;) {
      const { oldestAt } = await log.lag(topic, stage);
      if (oldestAt === null || oldestAt > at) break;
      if (performance.now() >= until) return stages.slice(index).map((behind) => behind.stage);
      await sleep(LOOK_MS);
    }
  }
  return [];
}

async function removeBytes({ log, writer }: EraseDeps, traces: Traces): Promise<string[]> {
  const remains: string[] = [];
  const keys = [...traces.captures, ...traces.letters.map(({ id }) => id)];
  if (log.forget === undefined) {
    remains.push('the log removes the records when it compacts its topics, and releases.parsed after 7 days');
  } else if ((await log.forget(keys)).bytesLeft) {
    remains.push('a reader kept the log from emptying its write-ahead file: erase the release once more later');
  }
  if (writer.expunge === undefined) {
    remains.push(
      'the index removes the bytes when it next merges its segments; docs/maintenance.md says how to have it do so now',
    );
  } else if ((await writer.expunge()).bytesLeft) {
    remains.push('a reader kept the index from emptying its write-ahead file: erase the release once more later');
  }
  return remains;
}
