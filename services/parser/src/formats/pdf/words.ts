import { fold } from '../../text/fold.ts';
import type { Line } from './lines.ts';

const WORD = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu;
const DIVIDED = /([\p{L}]+)[-\u2010\u00AD]$/u;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u;
/** First parts of words that have a hyphen of their own. */
const COMPOUND =
  /^(?:non|self|long|short|well|high|low|year|full|half|first|second|third|forward|state|co|ex|e|all|cross|multi|mid|on|off|in|two|three|four|five|cost|risk|award|world|market|best|large|small|part|real|so|pre|post|anti)$/i;

/** The words of a text as they stand within its lines: they tell whether a word at a line’s end is divided. */
export function wordsOf(lines: readonly Line[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { text } of lines) for (const [word] of text.matchAll(WORD)) words.add(word.toLowerCase());
  return words;
}

/** Lines joined to one text; words that the typesetter divided are whole again. */
export function joinText(lines: readonly string[], words: ReadonlySet<string>): string {
  const parts: string[] = [];
  for (const [i, line] of lines.entries()) {
    const next = lines[i + 1];
    if (next === undefined) parts.push(line);
    else if (CJK.test(line.slice(-1)) && CJK.test(next.slice(0, 1))) parts.push(line);
    else parts.push(endOf(line, next, words));
  }
  return fold(parts.join(''));
}

function endOf(line: string, next: string, words: ReadonlySet<string>): string {
  const head = DIVIDED.exec(line.slice(-40))?.[1];
  const tail = /^\p{Ll}[\p{L}]*/u.exec(next.slice(0, 40))?.[0];
  if (head === undefined || tail === undefined)
    return /\p{L}-$/u.test(line) && /^\p{Lu}/u.test(next) ? line : `${line} `;
  if (line.endsWith('\u00AD')) return line.slice(0, -1);
  const [whole, hyphened] = [`${head}${tail}`.toLowerCase(), `${head}-${tail}`.toLowerCase()];
  if (words.has(whole)) return line.slice(0, -1);
  return words.has(hyphened) || COMPOUND.test(head) || (words.has(head.toLowerCase()) && words.has(tail.toLowerCase()))
    ? line
    : line.slice(0, -1);
}
