import type { Topic } from '@presswatch/events';
import type { Snapshot, TopicWord } from '@presswatch/gazetteer';
import { type Document, is } from '../document.ts';
import { KIND } from '../lexicon.ts';

/** A weight at which a topic counts as settled, and the least that is reported. */
const SETTLED = 3;
const LEAST = 2;
const MOST_TOPICS = 12;
/** A word said often counts more, but never without limit. */
const REPEATS = [1, 0.5, 0.25, 0.25];

/** A word of this weight tells a topic alone; a weaker one needs another, or to be what the title is about. */
const TELLING = 1.5;
const INSISTED = 3;

interface Tally {
  weight: number;
  /** The greatest weight of a word. */
  best: number;
  inTitle: boolean;
  readonly words: Map<string, number>;
}

/**
 * Topics by weighted words and phrases, in one pass over the text. A word in the title counts twice; each repetition
 * counts less; one weak word alone, however often said, is none (an army acquires tanks: no merger). Score: weight ÷ (weight + 3), so that a settled topic has 0.5 or more.
 */
export function findTopics(doc: Document, snapshot: Snapshot): Topic[] {
  const tallies = new Map<number, Tally>();
  const titleEnd = doc.blocks[1] ?? 0;
  for (let at = 0; at < doc.tokens.length; at++) {
    let node = is(doc, at, KIND.opensTopic) ? doc.tokens[at]?.word.topics : undefined;
    for (let to = at + 1; node !== undefined; to++) {
      if (node.values !== undefined) for (const word of node.values) count(tallies, word, at < titleEnd);
      node = node.next?.get(doc.tokens[to]?.word.topicKey ?? '');
    }
  }
  return [...tallies]
    .filter(([, tally]) => tally.weight >= LEAST && isBorneOut(tally))
    .sort((a, b) => b[1].weight - a[1].weight || a[0] - b[0])
    .slice(0, MOST_TOPICS)
    .map(([index, tally]) => topicOf(snapshot, index, tally));
}

function count(tallies: Map<number, Tally>, word: TopicWord, inTitle: boolean): void {
  let tally = tallies.get(word.topic);
  if (tally === undefined) {
    tally = { weight: 0, best: 0, inTitle: false, words: new Map() };
    tallies.set(word.topic, tally);
  }
  const times = tally.words.get(word.phrase) ?? 0;
  tally.words.set(word.phrase, times + 1);
  tally.best = Math.max(tally.best, word.weight);
  tally.inTitle ||= inTitle;
  tally.weight += word.weight * (REPEATS[times] ?? 0) * (inTitle ? 2 : 1);
}

/** Whether more than one weak word speaks for the topic: forms of one word (“acquired”, “acquisition of”) are one. */
function isBorneOut({ best, inTitle, words }: Tally): boolean {
  if (best >= TELLING) return true;
  const stems = new Set<string>();
  let most = 0;
  for (const [phrase, times] of words) {
    stems.add(stemOf(phrase));
    most = Math.max(most, times);
  }
  return stems.size > 1 || (inTitle && most >= INSISTED);
}

/** The first letters of a phrase's longest word. */
function stemOf(phrase: string): string {
  let longest = '';
  for (const word of phrase.split(' ')) if (word.length > longest.length) longest = word;
  return longest.slice(0, 5);
}

function topicOf(snapshot: Snapshot, index: number, tally: Tally): Topic {
  const { id, name } = snapshot.topics[index] ?? { id: 'medtop:11000000', name: 'politics' };
  const words = [...tally.words].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
  const score = Math.round((tally.weight / (tally.weight + SETTLED)) * 100) / 100;
  return { id, name, score, by: words.slice(0, 8).join(', ').slice(0, 200) };
}
