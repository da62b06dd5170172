import type { ParsedReleasePresent } from '@presswatch/events';
import { Parser } from 'htmlparser2';
import { saidIn } from './said.ts';

/** Letters and digits, as they are compared: case, marks, signs of trade and forms of compatibility aside. */
const fold = (text: string): string =>
  text.replace(/[™℠]/g, '').normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
/** Letter by letter: a run of millions of letters is more than an expression for words can hold. */
const wordsOf = (text: string): string[] =>
  fold(text)
    .replace(/[^\p{L}\p{N}]/gu, ' ')
    .split(' ')
    .filter((word) => word !== '');

/**
 * A word that the release says and the source does not, if there is one. Markup may stand inside a word of the source,
 * which is why its words are compared as one run of letters, and why a long word may be found in a few pieces.
 *
 * @param source the decoded text, or what the writer wrote
 */
export function inventedWord(release: ParsedReleasePresent, source: string): string | undefined {
  const ways = waysToRead(source);
  const read: Reading[] = [];
  let searches = source.length > LARGE ? SEARCHES : Number.POSITIVE_INFINITY;
  const found = (word: string): boolean => {
    if (read.some((reading) => reading.words.has(word))) return true;
    if (searches-- <= 0 || read.some(({ run }) => occurs(word, run))) return true;
    for (let next = ways.next(); !next.done; next = ways.next()) {
      const words = wordsOf(next.value);
      const reading = { words: new Set(words), run: words.join('') };
      read.push(reading);
      if (reading.words.has(word) || occurs(word, reading.run)) return true;
    }
    return false;
  };
  const known = new Set<string>();
  for (const [field, text] of saidIn(release)) {
    for (const word of wordsOf(text)) {
      if (known.has(word)) continue;
      if (!found(word)) return `${field}: "${word.slice(0, 100)}" is not in the source`;
      known.add(word);
    }
  }
  return undefined;
}

/** One way to read a source: its words, and all their letters in a row. */
interface Reading {
  readonly words: ReadonlySet<string>;
  readonly run: string;
}

/** Each search in a large source takes milliseconds: only so many words that stand nowhere by themselves are looked for. */
const LARGE = 200_000;
const SEARCHES = 200;

/** The source as it stands, then in the ways that formats read it; each is made only when asked for. */
function* waysToRead(source: string): Generator<string> {
  yield source;
  const html = shown(source);
  yield html;
  yield shown(html);
  const json = unescapeJson(source);
  yield json;
  yield shown(json);
  yield shown(shown(json));
  yield unescapeJson(html);
  yield shown(unescapeJson(html));
  yield unescapeMarkdown(source);
  const tagless = source.replace(/<[^<>]*>/g, '');
  yield tagless;
  yield shown(tagless);
  yield tagless.replace(/\]\([^()\n]*\)/g, ''); // where Markdown's links lead
  yield source.replace(
    /<!\[CDATA\[[^\]]{0,3000}\]\]>|<![a-z][^>]{0,300}>|<(?![a-z][a-z\d+.-]*:[^\s<>]*>)[^<>]*>/gi,
    '',
  ); // its addresses in brackets stay
}

/** The text of HTML, references read; values of attributes and comments, which stand inside words, behind it. */
function shown(html: string): string {
  const text: string[] = [];
  const aside: string[] = [];
  const parser = new Parser({
    ontext: (words) => text.push(words),
    onattribute: (_, value) => aside.push(value),
    oncomment: (words) => aside.push(words),
  });
  parser.end(html.replaceAll('<![CDATA[', '').replaceAll(']]>', ''));
  return `${text.join('')} ${aside.join(' ')}`;
}

const unescapeJson = (text: string): string =>
  text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\[nrtbf]/g, ' ')
    .replace(/\\(.)/g, '$1');

const unescapeMarkdown = (text: string): string => shown(text.replace(/\\(?=[^\w\s])/g, ''));

/** One more piece for every so many letters. */
const LETTERS_A_PIECE = 6;

function occurs(word: string, run: string): boolean {
  if (run.includes(word)) return true;
  let pieces = Math.floor(word.length / LETTERS_A_PIECE);
  let at = 0;
  for (; pieces > 0 && at < word.length; pieces--) at += longestIn(word, at, run);
  return at >= word.length;
}

/** How many letters from here on stand together in the run. */
function longestIn(word: string, from: number, run: string): number {
  let least = 0;
  let most = word.length - from;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (run.includes(word.slice(from, from + middle))) least = middle;
    else most = middle - 1;
  }
  return Math.max(1, least);
}
