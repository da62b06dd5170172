import type { Block } from '@presswatch/events';
import { foldLines } from './fold.ts';
import { type Group, isEndMark, isRule } from './groups.ts';
import { joinLines } from './join.ts';

const HEADING = 90;
const BODY = 100;
const ENDS_SENTENCE = /[.!?;,:…。！？]["'”’»)]*$/u;

/**
 * The blocks of a plain text's groups: paragraphs with hard-wrapped lines joined, list items, headings, tables.
 *
 * @param breaks says of a line that it begins a paragraph of its own
 */
export function blocksOf(groups: readonly Group[], breaks?: (line: string) => boolean): Block[] {
  const cleaned = groups.map(withoutMarks).filter((group) => group.lines.length > 0);
  return cleaned.flatMap((group, i) => groupBlocks(group, cleaned[i + 1], breaks));
}

/** End marks and rules are no text; a rule under a short line makes it a heading, which its shortness shows anyway. */
const withoutMarks = (group: Group): Group => ({
  lines: group.lines.filter((line) => !isEndMark(line) && !isRule(line)),
});

function groupBlocks(group: Group, next: Group | undefined, breaks: ((line: string) => boolean) | undefined): Block[] {
  if (isTable(group)) return [{ kind: 'table', text: foldLines(group.lines.join('\n')) }];
  const [only] = group.lines;
  if (group.lines.length === 1 && only !== undefined && isHeading(only, next)) {
    return joinLines(group.lines).map(({ text }) => ({ kind: 'heading', text, level: 2 }));
  }
  return joinLines(group.lines, breaks).map(({ text, item }) => ({ kind: item ? 'list-item' : 'paragraph', text }));
}

/** A short line that ends no sentence, with a longer text below it. */
function isHeading(line: string, next: Group | undefined): boolean {
  const text = line.trim();
  if (text.length > HEADING || ENDS_SENTENCE.test(text) || !/^[\p{Lu}\p{Lo}\p{N}“"'«¿¡]/u.test(text)) return false;
  if (/[@]|https?:|\d{5}/.test(text)) return false;
  const below = next?.lines.reduce((sum, nextLine) => sum + nextLine.length, 0) ?? 0;
  return below >= BODY && below > text.length;
}

/** Rows whose columns are set apart by tabs or bars. */
function isTable(group: Group): boolean {
  if (group.lines.length < 2) return false;
  const columns = group.lines.map((line) => line.trim().split(/\t+|\s?\|\s?/).length);
  return columns.every((count) => count >= 2 && count === columns[0]);
}
