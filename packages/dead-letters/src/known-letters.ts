import type { EventLog, Position } from '@presswatch/event-log';
import { deadLetterTopic } from '@presswatch/events';
import { factsOf } from './record.ts';

/** What is remembered of a dead letter: some hundred bytes, whatever its value holds. */
export interface KnownLetter {
  readonly id: string;
  readonly reason: string;
  /** The original record's key. */
  readonly key: string;
  /** ms: when it was given up, the last time where that happened more than once. */
  readonly at: number;
  /** Of its last record. */
  readonly position: Position;
}

export interface KnownLetters {
  /** The dead letters of one stage as of the call, by id; the topic is read again only when its size has changed. */
  of(place: { readonly topic: string; readonly group: string }): Promise<ReadonlyMap<string, KnownLetter>>;
  /** Where a dead letter lay when its topic was last read. */
  positionOf(id: string): Position | undefined;
}

interface Reading {
  readonly size: string;
  readonly letters: Promise<ReadonlyMap<string, KnownLetter>>;
}

/** No group of this name reads: its lag is all that the topic holds. */
const NOBODY = 'dead-letters';

/**
 * Remembers which dead letters there are, so that counting them reads no values. The log has no reading without values;
 * but it tells cheaply how many records a topic holds and since when. An erasure and a new letter between two countings
 * may cancel out: then the count of reasons is old until the next letter comes.
 */
export function createKnownLetters(log: Pick<EventLog, 'lag' | 'scan'>): KnownLetters {
  const readings = new Map<string, Reading>();
  const latest = new Map<string, ReadonlyMap<string, KnownLetter>>();

  async function read(name: string): Promise<ReadonlyMap<string, KnownLetter>> {
    const letters = new Map<string, KnownLetter>();
    for await (const { topic, partition, offset, ...record } of log.scan(name)) {
      const facts = factsOf({ topic, partition, offset, ...record });
      if (facts === undefined) continue;
      letters.set(facts.id, {
        id: facts.id,
        reason: facts.reason.code,
        key: facts.key,
        at: facts.at,
        position: { topic, partition, offset },
      });
    }
    latest.set(name, letters);
    return letters;
  }

  return {
    async of({ topic, group }) {
      const name = deadLetterTopic(topic, group);
      // The size is asked first: what comes in while the topic is read is read again the next time.
      const { records, oldestAt } = await log.lag(name, NOBODY);
      const size = `${records} ${oldestAt}`;
      const known = readings.get(name);
      if (known?.size === size) return known.letters;
      const reading: Reading = { size, letters: read(name) };
      readings.set(name, reading);
      reading.letters.catch(() => {
        if (readings.get(name) === reading) readings.delete(name);
      });
      return reading.letters;
    },
    positionOf(id) {
      for (const letters of latest.values()) {
        const letter = letters.get(id);
        if (letter !== undefined) return letter.position;
      }
      return undefined;
    },
  };
}
