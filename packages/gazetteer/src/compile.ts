import { createHash } from 'node:crypto';
import { addAliases } from './aliases.ts';
import { type Country, countriesWith } from './countries.ts';
import { foldWord } from './fold-word.ts';
import type { CountriesList, List, NameEntry, NamesList, NameType, TopicsList, WordsList } from './list-schema.ts';
import { addReference, type ReferenceNames } from './reference/reference-names.ts';
import type { Alias, GazetteerEntry, Snapshot, TopicEntry, TopicWord } from './snapshot.ts';
import { tokenize } from './tokenize.ts';
import { emptyTrie, type TrieNode } from './trie.ts';

/** A list with the name of the file it was read from. */
export interface NamedList {
  readonly file: string;
  readonly list: List;
}

interface Draft {
  readonly entry: GazetteerEntry;
  readonly aliases: readonly string[];
  readonly exact: boolean;
  readonly doubtful: boolean;
}

/**
 * Compiles lists to one snapshot. The order of the lists does not matter: everything is sorted before it is compiled.
 * A name in two lists is kept once where type and country agree. What the lists name, they overrule in the reference.
 */
export function compile(lists: readonly NamedList[], reference?: ReferenceNames): Snapshot {
  const sorted = [...lists].sort((a, b) => compare(a.file, b.file));
  const of = <L extends List>(kind: L['list']) =>
    sorted.filter((one) => one.list.list === kind) as unknown as { file: string; list: L }[];
  const drafts = [
    ...countriesWith(of<CountriesList>('countries').map((one) => one.list)).flatMap(countryDrafts),
    ...of<NamesList>('names').flatMap(({ file, list }) => list.entries.map((entry) => nameDraft(file, list, entry))),
  ];
  const merged = mergeDrafts(drafts);
  const names: TrieNode<Alias> = emptyTrie();
  const doubtful: TrieNode<Alias> = emptyTrie();
  let aliases = 0;
  for (const draft of merged)
    aliases += addAliases(draft.doubtful ? doubtful : names, draft.entry, draft.aliases, draft.exact);
  if (reference !== undefined) addReference(reference, names, doubtful);
  const topics = compileTopics(of<TopicsList>('topics').map((one) => one.list));
  const words = compileWords(of<WordsList>('words').map((one) => one.list));
  return {
    version: versionOf(merged, topics.source, words, reference?.version),
    names,
    doubtful,
    topics: topics.topics,
    topicWords: topics.words,
    words,
    surnames: surnamesOf(merged),
    size: {
      entries: merged.length + (reference?.entries ?? 0),
      aliases,
      lists: { ...countBy(merged.map(({ entry }) => entry.list)), ...reference?.lists },
      referenceBytes: reference?.bytes.length ?? 0,
    },
  };
}

function countBy(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function countryDrafts(country: Country): Draft[] {
  const base = {
    iso2: country.iso2,
    wikidata: country.wikidata,
    country: true,
    silent: false,
    list: 'countries',
    reference: false,
  };
  const titles: ReadonlySet<string> = new Set();
  const place: GazetteerEntry = { ...base, titles, id: `PLACE:${country.iso2}`, type: 'PLACE', name: country.name };
  const drafts: Draft[] = [{ entry: place, aliases: country.aliases, exact: false, doubtful: false }];
  const [first] = country.demonyms;
  if (first !== undefined) {
    const demonym: GazetteerEntry = { ...base, titles, id: `DEMONYM:${country.iso2}`, type: 'DEMONYM', name: first };
    drafts.push({ entry: demonym, aliases: country.demonyms, exact: false, doubtful: false });
  }
  return drafts;
}

function nameDraft(file: string, list: NamesList, entry: NameEntry): Draft {
  const type: NameType = entry.type ?? list.type ?? 'ORG';
  const last = tokenize(entry.name).at(-1)?.text;
  const surname = type === 'PERSON' ? foldWord(entry.surname ?? last ?? '') : undefined;
  return {
    entry: {
      id: `${type}:${entry.iso2 ?? ''}:${entry.name}`,
      type,
      name: entry.name,
      country: false,
      silent: entry.silent ?? false,
      titles: new Set((entry.titles ?? []).map(foldPhrase)),
      list: file.replace(/^.*[\\/]/, '').replace(/\.[a-z]+$/, ''),
      reference: false,
      ...(entry.iso2 === undefined ? {} : { iso2: entry.iso2 }),
      ...(entry.wikidata === undefined ? {} : { wikidata: entry.wikidata }),
      ...(surname === undefined ? {} : { surname }),
    },
    aliases: [entry.name, ...entry.aliases],
    exact: entry.case === 'exact',
    doubtful: entry.context ?? false,
  };
}

/** The words of a phrase, folded and parted by one space. */
export const foldPhrase = (phrase: string): string =>
  tokenize(phrase)
    .map((token) => token.key)
    .join(' ');

function mergeDrafts(drafts: readonly Draft[]): Draft[] {
  const byId = new Map<string, Draft>();
  for (const draft of [...drafts].sort((a, b) => compare(a.entry.id, b.entry.id))) {
    const known = byId.get(draft.entry.id);
    if (known === undefined) {
      byId.set(draft.entry.id, draft);
      continue;
    }
    const titles = new Set([...known.entry.titles, ...draft.entry.titles]);
    const wikidata = known.entry.wikidata ?? draft.entry.wikidata;
    byId.set(draft.entry.id, {
      entry: { ...known.entry, titles, ...(wikidata === undefined ? {} : { wikidata }) },
      aliases: [...known.aliases, ...draft.aliases],
      exact: known.exact && draft.exact,
      doubtful: known.doubtful && draft.doubtful,
    });
  }
  return [...byId.values()].map((draft) => ({ ...draft, aliases: [...new Set(draft.aliases)].sort(compare) }));
}

/** Folds the plural away, so that a phrase of a topic is found in both numbers. */
export function topicKey(key: string): string {
  if (key.length < 4 || !key.endsWith('s') || key.endsWith('ss') || key.endsWith('us') || key.endsWith('is'))
    return key;
  return key.endsWith('ies') && key.length > 4 ? `${key.slice(0, -3)}y` : key.slice(0, -1);
}

function compileTopics(lists: readonly TopicsList[]) {
  const all = lists.flatMap((list) => list.topics).sort((a, b) => compare(a.id + a.name, b.id + b.name));
  const root: TrieNode<TopicWord> = emptyTrie();
  const topics: TopicEntry[] = [];
  for (const topic of all) {
    const index = topics.push({ id: topic.id, name: topic.name }) - 1;
    for (const [phrase, weight] of Object.entries(topic.words).sort(([a], [b]) => compare(a, b))) {
      addTopicWord(root, phrase, { topic: index, phrase, weight });
    }
  }
  return { topics, words: root, source: all };
}

function addTopicWord(root: TrieNode<TopicWord>, phrase: string, word: TopicWord): void {
  let node = root;
  for (const token of tokenize(phrase)) {
    const key = topicKey(token.key);
    node.next ??= new Map();
    const next = node.next.get(key) ?? emptyTrie<TopicWord>();
    node.next.set(key, next);
    node = next;
  }
  node.values ??= [];
  node.values.push(word);
}

function compileWords(lists: readonly WordsList[]): ReadonlyMap<string, ReadonlySet<string>> {
  const words = new Map<string, Set<string>>();
  for (const list of lists) {
    const set = words.get(list.kind) ?? new Set();
    for (const word of list.words) set.add(foldPhrase(word));
    words.set(list.kind, set);
  }
  return words;
}

function surnamesOf(drafts: readonly Draft[]): ReadonlyMap<string, readonly GazetteerEntry[]> {
  const surnames = new Map<string, GazetteerEntry[]>();
  for (const { entry } of drafts) {
    if (entry.surname === undefined || entry.surname === '') continue;
    const known = surnames.get(entry.surname);
    if (known === undefined) surnames.set(entry.surname, [entry]);
    else known.push(entry);
  }
  return surnames;
}

function versionOf(
  drafts: readonly Draft[],
  topics: unknown,
  words: ReadonlyMap<string, ReadonlySet<string>>,
  reference: string | undefined,
): string {
  const kinds = [...words].map(([kind, set]) => [kind, [...set].sort(compare)] as const);
  const entries = drafts.map(({ entry, aliases, exact, doubtful }) => [
    { ...entry, list: '', titles: [...entry.titles].sort() },
    aliases,
    exact,
    doubtful,
  ]);
  const source = JSON.stringify([entries, topics, kinds.sort((a, b) => compare(a[0], b[0])), reference]);
  return createHash('sha256').update(source).digest('hex').slice(0, 16);
}
