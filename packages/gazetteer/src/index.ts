export { compile, foldPhrase, type NamedList, topicKey } from './compile.ts';
export { describeSnapshot, type SnapshotDescription } from './describe-snapshot.ts';
export { foldWord } from './fold-word.ts';
export { GazetteerError } from './gazetteer-error.ts';
export { createLexicon, type Intern, type Word } from './lexicon.ts';
export { NAME_TYPES, type NameType } from './list-schema.ts';
export { loadSnapshot, readList } from './load.ts';
export { lookUp } from './look-up.ts';
export type { Alias, GazetteerEntry, Snapshot, SnapshotSize, TopicEntry, TopicWord } from './snapshot.ts';
export { GAP, joins, type Token, tokenize } from './tokenize.ts';
export {
  type Accept,
  addTokens,
  addToTrie,
  edge,
  emptyTrie,
  longestMatch,
  longestMatchFrom,
  type TrieNode,
} from './trie.ts';
