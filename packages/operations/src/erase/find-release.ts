import { factsOf } from '@presswatch/dead-letters';
import type { EventLog, StoredRecord } from '@presswatch/event-log';
import { deadLetterTopic } from '@presswatch/events';
import { captureKey, parseCaptureKey } from '@presswatch/identity';
import type { ReleaseReader } from '@presswatch/release-index';

/** A topic and who reads it. */
export interface StagePlace {
  readonly stage: string;
  readonly topic: string;
}

/** All that holds words of some releases, by keys. */
export interface Traces {
  /** Of raw releases, captures of the index and dead letters. */
  readonly captures: ReadonlySet<string>;
  readonly letters: readonly LetterTrace[];
}

export interface LetterTrace {
  readonly topic: string;
  /** The dead letter's id, which is its record's key. */
  readonly id: string;
  readonly partitionKey: string;
}

export interface TracesDeps {
  readonly log: EventLog;
  readonly index: Pick<ReleaseReader, 'captures'>;
  readonly stages: readonly StagePlace[];
  /** Told how many records were looked at. */
  readonly onProgress?: (looked: number) => void;
}

/**
 * Finds what there is of releases. The index alone would not do: it does not know captures that wait, or that a stage
 * gave up; so the topic of raw releases and those of dead letters are read through.
 */
export async function findTraces(deps: TracesDeps, releaseIds: ReadonlySet<string>): Promise<Traces> {
  const { log, index, stages } = deps;
  const captures = new Set<string>();
  const letters: LetterTrace[] = [];
  let looked = 0;
  const look = async (topic: string, take: (record: StoredRecord) => void): Promise<void> => {
    for await (const record of log.scan(topic)) {
      take(record);
      if (++looked % PROGRESS_EVERY === 0) deps.onProgress?.(looked);
    }
  };
  const ownerOf = (key: string): string | undefined => {
    const releaseId = parseCaptureKey(key)?.releaseId;
    return releaseId !== undefined && releaseIds.has(releaseId) ? releaseId : undefined;
  };
  for (const releaseId of releaseIds) {
    for (const { capture } of await index.captures(releaseId)) captures.add(captureKey(releaseId, capture));
  }
  // Later topics hold nothing that the first one does not; but what was compacted there may still lie here.
  for (const { topic } of stages) {
    await look(topic, ({ key, value }) => {
      if (value !== null && ownerOf(key) !== undefined) captures.add(key);
    });
  }
  for (const { topic, stage } of stages) {
    await look(deadLetterTopic(topic, stage), (record) => {
      const facts = factsOf(record);
      const owner = facts === undefined ? undefined : ownerOf(facts.key);
      if (facts === undefined || owner === undefined) return;
      captures.add(facts.key);
      letters.push({ topic: record.topic, id: record.key, partitionKey: owner });
    });
  }
  return { captures, letters };
}

const PROGRESS_EVERY = 1000;
