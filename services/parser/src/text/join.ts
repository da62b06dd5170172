import { fold } from './fold.ts';

const ITEM = /^\s*(?:[•●▪◦‣■➢✓*+-]|–|—|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)/u;
const TERMINAL = /[.!?:;。！？…]["'”’»)\]]*$/u;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u;
/** Lines longer than this are not wrapped by hand: each is a paragraph. */
const WRAPPED = 110;
/** So many columns short of the widest line means that the next word would have fitted. */
const SLACK = 6;

/** A piece of text put together from lines, and whether a list marker led it. */
export interface Piece {
  readonly text: string;
  readonly item: boolean;
}

export const isItem = (line: string): boolean => ITEM.test(line);
export const withoutMarker = (line: string): string => line.replace(ITEM, '');

/**
 * Puts hard-wrapped lines of one group together. A new piece begins at a list marker, at a deeper indentation, after a
 * line that ends a sentence well short of the text's width, and at every line of a text that is not wrapped at all.
 *
 * @param breaks says of a line that it begins a piece whatever stands before it (a dateline)
 */
export function joinLines(lines: readonly string[], breaks: (line: string) => boolean = () => false): Piece[] {
  const widest = lines.reduce((most, line) => Math.max(most, line.length), 0);
  const width = isAddress(lines, widest) ? -1 : widest;
  const list = isList(lines);
  const pieces: { parts: string[]; item: boolean }[] = [];
  let before: string | undefined;
  for (const line of lines) {
    const item = list && isItem(line);
    const last = pieces.at(-1);
    if (!last || before === undefined || item || breaks(line) || startsPiece(before, line, width, last.item)) {
      pieces.push({ parts: [item ? withoutMarker(line) : line], item });
    } else {
      last.parts.push(line);
    }
    before = line;
  }
  return pieces.map(({ parts, item }) => ({ text: fold(glue(parts)), item })).filter((piece) => piece.text !== '');
}

const ADDRESS_WIDTH = 60;
const ADDRESS_LINES = 12;
const REACHED =
  /^\S{1,64}@\S{3,}(?=$|\s[|,;]\s)|@\S{1,60}\.[a-z]{2,}\s*$|^\s*(?:https?:\/\/|www\.)\S+\s*$|^[^.!?]{0,24}\+?[\d(][\d\s()./-]{7,22}\d\s*$/i;

/** A contact block: short lines, one of which ends in an address or is a number. Each of them stands for itself. */
const isAddress = (lines: readonly string[], widest: number): boolean =>
  lines.length > 1 &&
  lines.length <= ADDRESS_LINES &&
  widest <= ADDRESS_WIDTH &&
  lines.some((line) => REACHED.test(line));

/** Markers make a list where the group begins with one, or has several, or a colon leads to one. */
function isList(lines: readonly string[]): boolean {
  const marked = lines.filter(isItem).length;
  if (marked === 0) return false;
  if (marked > 1 || isItem(lines[0] ?? '')) return true;
  return lines.some((line, i) => line.endsWith(':') && isItem(lines[i + 1] ?? ''));
}

function startsPiece(before: string, line: string, width: number, inItem: boolean): boolean {
  if (width > WRAPPED || width < 0) return true;
  if (!inItem && indent(line) >= indent(before) + 2) return true;
  if (!TERMINAL.test(before)) return false;
  const word = line.trimStart().split(/\s/, 1)[0] ?? '';
  return before.length + 1 + word.length + SLACK < width;
}

const indent = (line: string): number => line.length - line.trimStart().length;

function glue(parts: readonly string[]): string {
  const out: string[] = [];
  for (const part of parts) {
    const trimmed = part.trim();
    const last = out.at(-1);
    if (last !== undefined) out.push(joinedBare(last, trimmed) ? '' : ' ');
    out.push(trimmed);
  }
  return out.join('');
}

/** Chinese and Japanese lines, and words divided after their own hyphen, go on without a space. */
function joinedBare(before: string, next: string): boolean {
  const [last, first] = [before.slice(-1), next.slice(0, 1)];
  if (CJK.test(last) && CJK.test(first)) return true;
  return /[\p{Ll}\p{Lu}]-$/u.test(before.slice(-3)) && /^\p{Ll}/u.test(first);
}
