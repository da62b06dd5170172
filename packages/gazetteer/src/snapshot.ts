import type { NameType } from './list-schema.ts';
import type { TrieNode } from './trie.ts';

/** A thing that lists name. */
export interface GazetteerEntry {
  /** Unique within a snapshot; independent of the order of files. */
  readonly id: string;
  readonly type: NameType;
  /** The name to show. */
  readonly name: string;
  readonly iso2?: string;
  readonly wikidata?: string;
  /** A country itself, or its demonym. */
  readonly country: boolean;
  readonly silent: boolean;
  readonly surname?: string;
  readonly titles: ReadonlySet<string>;
  /** The list it came from. */
  readonly list: string;
  /** Of the open reference lists (brands, cities, areas), which the lists of a folder overrule. */
  readonly reference: boolean;
}

/** One way of writing a thing. */
export interface Alias {
  readonly entry: GazetteerEntry;
  /** The words exactly as written, without dots, where case matters; else undefined. */
  readonly exact?: readonly string[];
  /** Ends in a full stop, which then belongs to the name (Md.). */
  readonly dot: boolean;
  /** Which words must begin with a capital. */
  readonly capitals: readonly boolean[];
  /** Ends in a possessive ’s, which then belongs to the name (Macy’s): the word alone is another name. */
  readonly possessive: boolean;
}

/** A word or phrase of a topic. */
export interface TopicWord {
  readonly topic: number;
  readonly phrase: string;
  readonly weight: number;
}

export interface TopicEntry {
  readonly id: string;
  readonly name: string;
}

/** What a snapshot holds, for logs and benchmarks. */
export interface SnapshotSize {
  readonly entries: number;
  readonly aliases: number;
  /** Entries by the list they come from. */
  readonly lists: Readonly<Record<string, number>>;
  /** Of the reference lists as they lie in memory; their entries are made when a text first uses their first word. */
  readonly referenceBytes: number;
}

/** All lists, compiled and never changed: a reload builds a new one. */
export interface Snapshot {
  /** SHA-256 of the contents, 16 hex digits: the same lists in any order give the same version. */
  readonly version: string;
  /** Names that mean their thing wherever they stand. */
  readonly names: TrieNode<Alias>;
  /**
   * Names that are also words, people, places or other things (Target, Reading, BP, Wendy’s): true only where the text
   * around them says so, such as a legal form or an office for an organisation, “in” or a state for a place.
   */
  readonly doubtful: TrieNode<Alias>;
  readonly topics: readonly TopicEntry[];
  readonly topicWords: TrieNode<TopicWord>;
  /** Word lists by kind, folded: `first-names`, `titles`, … */
  readonly words: ReadonlyMap<string, ReadonlySet<string>>;
  /** Known people by folded family name. */
  readonly surnames: ReadonlyMap<string, readonly GazetteerEntry[]>;
  readonly size: SnapshotSize;
}
