import { createDeadLetters, type DeadLetters } from '@presswatch/dead-letters';
import type { EventLog, StoredRecord } from '@presswatch/event-log';
import { RAW_RELEASE } from '@presswatch/events';
import { captureKey } from '@presswatch/identity';
import type { RecordStore } from '@presswatch/records';
import type { ReleaseDocument, ReleaseReader } from '@presswatch/release-index';
import { STAGES } from '../../src/stages.ts';
import type { Inputs } from './inputs.ts';

/** Where a Presswatch keeps what the ledger is held against. */
export interface Ports {
  readonly log: EventLog;
  readonly records: RecordStore;
  readonly reader: ReleaseReader;
}

/** What stands in the data of a Presswatch that does not run, or has nothing to do. */
export interface Findings {
  readonly raw: readonly Pick<StoredRecord, 'key'>[];
  /** The capture keys of the open dead letters. */
  readonly deadKeys: readonly string[];
  readonly releases: readonly ReleaseDocument[];
  /** The keys of all captures in the index. */
  readonly captureKeys: readonly string[];
}

export const lettersOf = ({ log, records }: Pick<Ports, 'log' | 'records'>): DeadLetters =>
  createDeadLetters({ log, records, topics: STAGES.map(({ stage, topic }) => ({ topic, group: stage })) });

export async function readFindings({ log, records, reader }: Ports): Promise<Findings> {
  const raw: StoredRecord[] = [];
  for await (const record of log.scan(RAW_RELEASE.topic)) raw.push(record);
  const deadKeys: string[] = [];
  for await (const letter of lettersOf({ log, records }).each({ status: 'open' })) deadKeys.push(letter.key);
  const releases: ReleaseDocument[] = [];
  for await (const release of reader.scan()) releases.push(release);
  const captureKeys: string[] = [];
  for (let from = 0; from < releases.length; from += CHUNK) {
    const captures = releases.slice(from, from + CHUNK).map(({ releaseId }) => reader.captures(releaseId));
    for (const { releaseId, capture } of (await Promise.all(captures)).flat()) {
      captureKeys.push(captureKey(releaseId, capture));
    }
  }
  return { raw, deadKeys, releases, captureKeys };
}

/** Releases whose captures are asked for at the same time. */
const CHUNK = 16;

export interface LedgerRules {
  /**
   * `at-least-once`: a capture that a later stage gives up may have several letters, one for each time that a killed
   * stage before it published the same again. Where `finish` is atomic, that cannot be.
   */
  readonly letters?: 'once' | 'at-least-once';
}

/**
 * Holds what came out against what went in.
 *
 * @returns every way in which the promise is broken: nothing where it is kept
 */
export function violations(
  inputs: Inputs,
  { raw, deadKeys, releases, captureKeys }: Findings,
  { letters = 'once' }: LedgerRules = {},
): string[] {
  const found: string[] = [];
  const dead = new Map<string, number>();
  for (const key of deadKeys) dead.set(key, letters === 'once' ? (dead.get(key) ?? 0) + 1 : 1);
  const indexed = new Set(captureKeys);
  if (indexed.size !== captureKeys.length) found.push(`${captureKeys.length - indexed.size} captures are doubled`);
  for (const record of raw) {
    const ends = (indexed.has(record.key) ? 1 : 0) + (dead.get(record.key) ?? 0);
    if (ends !== 1) found.push(`acknowledged ${record.key} ended ${ends} times`);
  }
  found.push(...contentViolations(inputs, releases));
  const poisoned = new Set(deadKeys.map((key) => key.split('/', 1)[0]));
  if (poisoned.size !== inputs.poison.size)
    found.push(`${poisoned.size} dead releases of ${inputs.poison.size} poisons`);
  return found;
}

/** Each release once, with the title and text that were given; nothing else. */
function contentViolations(inputs: Inputs, releases: readonly ReleaseDocument[]): string[] {
  const found: string[] = [];
  const titles = new Map<string, ReleaseDocument[]>();
  for (const release of releases) {
    const title = release.shown?.content?.title ?? '(withdrawn)';
    titles.set(title, [...(titles.get(title) ?? []), release]);
  }
  for (const [title, given] of inputs.given) {
    const [release, ...more] = titles.get(title) ?? [];
    if (release === undefined) found.push(`lost: ${title}`);
    else if (more.length > 0) found.push(`doubled: ${title}`);
    else if (!sameText(release, given.paragraphs)) found.push(`content differs: ${title}`);
    titles.delete(title);
  }
  for (const title of titles.keys()) found.push(`nobody put this in: ${title}`);
  return found;
}

const squash = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The body holds the paragraphs that were given, in order. */
function sameText(release: ReleaseDocument, paragraphs: readonly string[]): boolean {
  const body = squash((release.shown?.content?.body ?? []).map((block) => block.text).join(' '));
  let from = 0;
  return paragraphs.every((paragraph) => {
    const at = body.indexOf(squash(paragraph), from);
    from = at + 1;
    return at >= 0;
  });
}
