import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { aliasOf } from '../aliases.ts';
import type { Alias, GazetteerEntry } from '../snapshot.ts';
import { type Token, tokenize } from '../tokenize.ts';
import { addTokens, edge, emptyTrie, type TrieNode } from '../trie.ts';
import { DOUBTFUL, type ReferenceRow, readRow } from './reference-row.ts';

/** The open reference lists as they lie in the file, with where the lines of each first word begin. */
export interface ReferenceNames {
  readonly bytes: Buffer;
  /** Of the bytes: SHA-256, 16 hex digits. */
  readonly version: string;
  /** First word, folded, with a ~ before it for doubtful names; to the offsets of lines. */
  readonly lines: ReadonlyMap<string, readonly number[]>;
  readonly entries: number;
  readonly lists: Readonly<Record<string, number>>;
}

const FILE = new URL('../../generated/reference-names.tsv', import.meta.url);
const TAB = 9;
const NEWLINE = 10;
const HASH = 35;

/** Reads the committed lists. Lines are only parted here; what they say is read when a text asks for their first word. */
export const readReferenceNames = (): ReferenceNames => indexReference(readFileSync(FILE));

export function indexReference(bytes: Buffer): ReferenceNames {
  const lines = new Map<string, number[]>();
  const lists: Record<string, number> = {};
  let entries = 0;
  for (let at = 0; at < bytes.length; ) {
    const found = bytes.indexOf(NEWLINE, at);
    const end = found === -1 ? bytes.length : found;
    if (bytes[at] !== HASH && end > at) {
      entries++;
      const [keys = '', , list = ''] = bytes.toString('utf8', at, cellsEnd(bytes, at, end, 3)).split('\t');
      lists[list] = (lists[list] ?? 0) + 1;
      for (const key of keys.split('|')) {
        const known = lines.get(key);
        if (known === undefined) lines.set(key, [at]);
        else known.push(at);
      }
    }
    at = end + 1;
  }
  return { bytes, version: createHash('sha256').update(bytes).digest('hex').slice(0, 16), lines, entries, lists };
}

/** The end of the n-th cell of a line. */
function cellsEnd(bytes: Buffer, start: number, end: number, cells: number): number {
  let at = start;
  for (let left = cells; left > 0; left--) {
    const tab = bytes.indexOf(TAB, at);
    if (tab === -1 || tab >= end) return end;
    at = tab + 1;
  }
  return at - 1;
}

function lineAt(bytes: Buffer, at: number): string {
  const end = bytes.indexOf(NEWLINE, at);
  return bytes.toString('utf8', at, end === -1 ? bytes.length : end);
}

/**
 * Adds to the tries of the folders' lists what the reference lists hold, as one node for each first word, made when it
 * is first looked at. Where both have a name the folders' lists overrule.
 */
export function addReference(reference: ReferenceNames, names: TrieNode<Alias>, doubtful: TrieNode<Alias>): void {
  names.next ??= new Map();
  doubtful.next ??= new Map();
  for (const [marked, offsets] of reference.lines) {
    const isDoubtful = marked.startsWith(DOUBTFUL);
    const key = isDoubtful ? marked.slice(DOUBTFUL.length) : marked;
    const { next } = isDoubtful ? doubtful : names;
    const own = ownNodes(names.next?.get(key), doubtful.next?.get(key));
    next?.set(key, new ReferenceNode(reference, offsets, key, isDoubtful, own));
  }
}

/** What the folders' own lists hold under a first word. */
interface OwnNodes {
  readonly names: TrieNode<Alias> | undefined;
  readonly doubtful: TrieNode<Alias> | undefined;
}

/** For most first words there is nothing of one's own: those share this. */
const NOTHING: OwnNodes = { names: undefined, doubtful: undefined };

function ownNodes(names: TrieNode<Alias> | undefined, doubtful: TrieNode<Alias> | undefined): OwnNodes {
  const [ownNames, ownDoubtful] = [names, doubtful].map((node) => (node instanceof ReferenceNode ? node.own : node));
  return ownNames === undefined && ownDoubtful === undefined ? NOTHING : { names: ownNames, doubtful: ownDoubtful };
}

/** A node for all names that begin with one word, made on first use: few of the first words stand in any one text. */
class ReferenceNode implements TrieNode<Alias> {
  readonly #reference: ReferenceNames;
  readonly #offsets: readonly number[];
  readonly #key: string;
  readonly #isDoubtful: boolean;
  readonly #owned: OwnNodes;
  #made: TrieNode<Alias> | undefined;

  constructor(
    reference: ReferenceNames,
    offsets: readonly number[],
    key: string,
    isDoubtful: boolean,
    owned: OwnNodes,
  ) {
    this.#reference = reference;
    this.#offsets = offsets;
    this.#key = key;
    this.#isDoubtful = isDoubtful;
    this.#owned = owned;
  }

  get own(): TrieNode<Alias> | undefined {
    return this.#isDoubtful ? this.#owned.doubtful : this.#owned.names;
  }

  get next(): Map<string, TrieNode<Alias>> | undefined {
    return this.#node().next;
  }

  get values(): Alias[] | undefined {
    return this.#node().values;
  }

  #node(): TrieNode<Alias> {
    this.#made ??= this.#make();
    return this.#made;
  }

  #make(): TrieNode<Alias> {
    const node = this.own === undefined ? emptyTrie<Alias>() : copyOf(this.own);
    const root: TrieNode<Alias> = { next: new Map([[this.#key, node]]), values: undefined };
    for (const at of this.#offsets) {
      const row = readRow(lineAt(this.#reference.bytes, at));
      const entry = entryOf(row);
      for (const name of this.#isDoubtful ? row.doubtful : row.sure) {
        const tokens = tokenize(name);
        if (tokens[0]?.key !== this.#key || this.#isOverruled(entry, tokens)) continue;
        addTokens(root, tokens, 0, tokens.length, aliasOf(entry, name, tokens, false));
      }
    }
    return node;
  }

  /** Somebody's own list says what the name is; of a place of that name in another country it says nothing. */
  #isOverruled(entry: GazetteerEntry, tokens: readonly Token[]): boolean {
    const own = [...valuesAt(this.#owned.names, tokens), ...valuesAt(this.#owned.doubtful, tokens)];
    return own.some((alias) => !isOtherPlace(alias.entry, entry));
  }
}

const isOtherPlace = (a: GazetteerEntry, b: GazetteerEntry): boolean =>
  a.type === 'PLACE' &&
  b.type === 'PLACE' &&
  !a.country &&
  a.iso2 !== undefined &&
  b.iso2 !== undefined &&
  a.iso2 !== b.iso2;

function valuesAt(first: TrieNode<Alias> | undefined, tokens: readonly Token[]): readonly Alias[] {
  let node = first;
  for (let i = 1; i < tokens.length && node !== undefined; i++) {
    const token = tokens[i];
    node = token === undefined ? undefined : node.next?.get(edge(token) ?? `.${token.key}`);
  }
  return node?.values ?? [];
}

function copyOf(node: TrieNode<Alias>): TrieNode<Alias> {
  const next = node.next && new Map([...node.next].map(([key, child]) => [key, copyOf(child)] as const));
  return { next, values: node.values && [...node.values] };
}

/** Ids sort the best known of its name first: that one is meant where the text does not say which. */
function entryOf(row: ReferenceRow): GazetteerEntry {
  const { type, list, name, iso2, wikidata, rank } = row;
  const thing = type === 'PLACE' || wikidata === undefined ? `${iso2 ?? ''}:${name}` : wikidata;
  return {
    id: `${type}${rank === 0 ? ':' : `;${rank}:`}${thing}`,
    type,
    name,
    ...(iso2 === undefined ? {} : { iso2 }),
    ...(wikidata === undefined ? {} : { wikidata }),
    country: false,
    silent: false,
    titles: NO_TITLES,
    list,
    reference: true,
  };
}

const NO_TITLES: ReadonlySet<string> = new Set();
