import {
  type EnrichedRelease,
  type Mention,
  type ParsedRelease,
  type ParsedReleasePresent,
  releaseText,
} from '@presswatch/events';
import type { Snapshot } from '@presswatch/gazetteer';
import { readDocument } from './document.ts';
import { findEntities } from './entities/find-entities.ts';
import { simHash } from './fingerprint/sim-hash.ts';
import { lexiconOf } from './lexicon.ts';
import { findTopics } from './topics/topics.ts';

/** Of what the rules do; recorded on what they gave. */
export const ENRICHER_VERSION = '4';

/** One line of how something was found, for people. */
export type Explain = (line: string) => void;

/**
 * Adds entities, mentions (offsets in UTF-16 units of `releaseText(release)`), countries, topics and a fingerprint to
 * a parsed release. Pure: the same release and snapshot give the same result. A removed release passes as it is.
 */
export function enrichRelease(parsed: ParsedRelease, snapshot: Snapshot, explain?: Explain): EnrichedRelease {
  if (parsed.state === 'removed') return parsed;
  const whole = releaseText(parsed);
  const text = beginning(whole);
  const doc = readDocument(text, lexiconOf(snapshot), parsed.language);
  const { entities, mentions, countries, namedTo = text.length } = findEntities(doc, snapshot, parsed.issuer?.name);
  const topics = findTopics(doc, snapshot);
  if (explain !== undefined) {
    for (const mention of mentions) {
      const entity = entities[mention.entity];
      const words = JSON.stringify(text.slice(mention.start, mention.end));
      explain(`${mention.start}-${mention.end} ${words}: ${entity?.type} ${entity?.name} by ${mention.by}`);
    }
    for (const topic of topics) explain(`${topic.id} ${topic.name} ${topic.score} by ${topic.by}`);
  }
  return {
    ...parsed,
    enricherVersion: ENRICHER_VERSION,
    gazetteerVersion: snapshot.version,
    entities: [...entities],
    mentions: withParts(mentions, parsed),
    ...(namedTo < whole.length ? { namedTo } : {}),
    countries: [...countries],
    topics,
    fingerprint: simHash(doc.hashes),
  };
}

/**
 * UTF-16 units of a release that are read for names and topics: some two hundred times a long one. Every word costs memory
 * while it is read, and a worker's heap is bounded.
 */
const READ_MOST = 1_000_000;

/** The text, or so much of its beginning as is read; no word is cut. */
function beginning(text: string): string {
  if (text.length <= READ_MOST) return text;
  const space = text.lastIndexOf(' ', READ_MOST);
  return text.slice(0, space > READ_MOST / 2 ? space : READ_MOST);
}

/** What parts title and blocks, and blocks from each other, in releaseText. */
const BETWEEN_BLOCKS = 2;

/** Marks each mention with the part of the block that it stands in. Both are in the order of the text. */
function withParts(mentions: readonly Mention[], { title, body }: ParsedReleasePresent): Mention[] {
  let block = -1;
  let end = title.length + BETWEEN_BLOCKS;
  return mentions.map((mention) => {
    while (mention.start >= end && block + 1 < body.length) {
      block++;
      end += (body[block]?.text.length ?? 0) + BETWEEN_BLOCKS;
    }
    const part = body[block]?.part;
    return part === undefined ? mention : { ...mention, part };
  });
}
