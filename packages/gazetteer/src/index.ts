export { compile, foldPhrase, type NamedList, topicKey } from './compile.ts';
export { GazetteerError } from './gazetteer-error.ts';
export { NAME_TYPES, type NameType } from './list-schema.ts';
export { loadSnapshot, readList } from './load.ts';
export type { Alias, GazetteerEntry, Snapshot, TopicEntry, TopicWord } from './snapshot.ts';
export { foldWord, GAP, joins, type Token, tokenize } from './tokenize.ts';
export { addToTrie, edge, emptyTrie, longestMatch, type TrieNode } from './trie.ts';
