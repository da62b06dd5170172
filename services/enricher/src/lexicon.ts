import {
  type Alias,
  createLexicon,
  type Intern,
  type Snapshot,
  type Token,
  type TopicWord,
  type TrieNode,
  topicKey,
  type Word,
} from '@presswatch/gazetteer';
import plainWords from './entities/model/plain-words.json' with { type: 'json' };
import { PRODUCT_HEADS } from './entities/products/heads.ts';
import { isMedicine, SUBSTANCES } from './entities/products/medicines.ts';
import { wordHash } from './fingerprint/sim-hash.ts';

/** What a word may be, as bits: the lists that hold it, and how it is written. */
export const KIND = {
  firstName: 1,
  title: 2,
  role: 4,
  head: 8,
  strongHead: 16,
  legalForm: 32,
  placeHead: 64,
  instrumentHead: 128,
  verb: 256,
  common: 512,
  acronym: 1024,
  /** Begins a title of one or more words. */
  opensTitle: 2048,
  /** Can stand in a name: capitalised, or written like eMoney or 3M. */
  inName: 4096,
  /** Holds a capital or a digit. */
  marked: 8192,
  digits: 1 << 14,
  capital: 1 << 15,
  upper: 1 << 16,
  /** Four letters or more: what tells titles and shouted lines from prose. */
  long: 1 << 17,
  opensName: 1 << 18,
  opensTopic: 1 << 19,
  /** Stands in the middle of instruments that have a number or two sides. */
  instrumentWord: 1 << 20,
  /** Mostly written in small letters: capitalised, it is rather a word than a name. */
  plain: 1 << 21,
  /** Ends in a stem of the names of medicines. */
  medicine: 1 << 22,
  /** The end of a web address: com, org, io. */
  domain: 1 << 23,
  /** Heads the name of a product, event, prize or programme. */
  productHead: 1 << 24,
  /** Small words of English, and those of other languages: they tell what a block is written in. */
  english: 1 << 25,
  foreign: 1 << 26,
} as const;

const DOMAINS = ['com', 'org', 'net', 'io', 'ai', 'co', 'gov', 'tv', 'app', 'de', 'uk', 'fr', 'eu'];
const ENGLISH =
  'the of and to for with that is on by at from this are was will has have be as it its our their which who'.split(' ');
const FOREIGN =
  'de la el los las del que y en por para con una se su der die das und den dem des mit von zu auf ist fur ein eine einen im bei wird sich le les et du au aux dans pour par sur est une avec qui il lo gli di che e con per nel della dei delle sono os da do das dos em um uma com na ao nao het een van voor met zijn och som att av til og det pa w na z sie jest dla oraz ve bir icin cua va cac'.split(
    ' ',
  );
const INSTRUMENT_WORDS = ['resolution', 'resolutions', 'unscr', 'unscrs', 'regulation', 'directive', 'v', 'vs'];

const LISTED: ReadonlyMap<string, number> = new Map([
  ['first-names', KIND.firstName],
  ['titles', KIND.title],
  ['roles', KIND.role],
  ['organisation-heads', KIND.head],
  ['strong-heads', KIND.strongHead],
  ['legal-forms', KIND.legalForm],
  ['place-heads', KIND.placeHead],
  ['instrument-heads', KIND.instrumentHead],
  ['press-verbs', KIND.verb],
  ['common', KIND.common],
  ['plain-acronyms', KIND.acronym],
]);

/** A word with all that the lists say of it, looked up once. */
export interface KnownWord extends Word {
  /** Bits of KIND. */
  readonly kinds: number;
  /** The names, and the phrases of topics, that begin with it. */
  readonly names: TrieNode<Alias> | undefined;
  readonly topics: TrieNode<TopicWord> | undefined;
  readonly topicKey: string;
  /** For the fingerprint. */
  readonly hash: number;
}

/** A snapshot made ready to be looked up word by word. */
export interface Lexicon {
  readonly intern: Intern<KnownWord>;
  /** Titles of one or more words, folded. */
  readonly titles: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();
const lexicons = new WeakMap<Snapshot, Lexicon>();

/** The lexicon of a snapshot, made once. */
export function lexiconOf(snapshot: Snapshot): Lexicon {
  const known = lexicons.get(snapshot);
  if (known !== undefined) return known;
  const listed = listedWords(snapshot);
  const intern = createLexicon((word) => knownWord(word, listed));
  const lexicon = { intern, titles: snapshot.words.get('titles') ?? NONE };
  lexicons.set(snapshot, lexicon);
  return lexicon;
}

/** What the lists say of a folded word. */
interface Listed {
  kinds: number;
  names: TrieNode<Alias> | undefined;
  /** Of the word as topicKey gives it. */
  topics: TrieNode<TopicWord> | undefined;
}

const UNLISTED: Listed = { kinds: 0, names: undefined, topics: undefined };

function listedWords(snapshot: Snapshot): ReadonlyMap<string, Listed> {
  const words = new Map<string, Listed>();
  const entry = (key: string): Listed => {
    const known = words.get(key) ?? { ...UNLISTED };
    words.set(key, known);
    return known;
  };
  for (const [list, keys] of snapshot.words) for (const key of keys) entry(key).kinds |= LISTED.get(list) ?? 0;
  for (const title of snapshot.words.get('titles') ?? NONE)
    entry(title.split(' ', 1)[0] ?? '').kinds |= KIND.opensTitle;
  for (const key of INSTRUMENT_WORDS) entry(key).kinds |= KIND.instrumentWord;
  for (const key of ENGLISH) entry(key).kinds |= KIND.english;
  for (const key of FOREIGN) entry(key).kinds |= KIND.foreign;
  for (const key of DOMAINS) entry(key).kinds |= KIND.domain;
  for (const key of SUBSTANCES) entry(key).kinds |= KIND.medicine;
  for (const key of PRODUCT_HEADS) entry(key).kinds |= KIND.productHead;
  for (const key of plainWords.words.split(' ')) entry(key).kinds |= KIND.plain;
  for (const [key, node] of snapshot.names.next ?? []) entry(key).names = node;
  for (const [key, node] of snapshot.topicWords.next ?? []) entry(key).topics = node;
  return words;
}

function knownWord({ text, key, capital, upper }: Word, words: ReadonlyMap<string, Listed>): KnownWord {
  const listed = words.get(key) ?? UNLISTED;
  const topic = topicKey(key);
  const { topics } = topic === key ? listed : (words.get(topic) ?? UNLISTED);
  let kinds = listed.kinds | shapeOf(text, key, capital);
  // The plural of a plain word is one.
  if ((kinds & KIND.plain) === 0 && key.length > 4 && key.endsWith('s'))
    kinds |= (words.get(key.slice(0, -1))?.kinds ?? 0) & KIND.plain;
  if (upper) kinds |= KIND.upper;
  if (listed === UNLISTED && isMedicine(key)) kinds |= KIND.medicine;
  if (listed.names !== undefined) kinds |= KIND.opensName;
  if (topics !== undefined) kinds |= KIND.opensTopic;
  return { text, key, capital, upper, kinds, names: listed.names, topics, topicKey: topic, hash: wordHash(key) };
}

/** Letters from here on are Greek, Cyrillic and others, but for a few of Latin. */
const NOT_LATIN = 0x370;
const INNER_CAPITAL = /^\p{Ll}{1,3}\p{Lu}|^\d+\p{Lu}/u;

function shapeOf(text: string, key: string, capital: boolean): number {
  const capitals = text !== key && /\p{Lu}/u.test(text);
  const digits = countDigits(text);
  let kinds = capital ? KIND.capital : 0;
  if (text.length >= 4 && text.charCodeAt(0) >= 65) kinds |= KIND.long;
  if (capital || (capitals && text.length > 1 && INNER_CAPITAL.test(text))) kinds |= KIND.inName;
  if (capitals || digits > 0) kinds |= KIND.marked;
  if (digits > 0 && digits === key.length) kinds |= KIND.digits;
  if (text.charCodeAt(0) >= NOT_LATIN) kinds |= KIND.foreign;
  return kinds;
}

function countDigits(text: string): number {
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) digits++;
  }
  return digits;
}

export const isKind = (token: Token<KnownWord>, kinds: number): boolean => (token.word.kinds & kinds) !== 0;
