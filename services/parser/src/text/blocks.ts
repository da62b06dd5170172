import type { Block } from '@presswatch/events';
import { foldLines } from './fold.ts';
import { type Group, isEndMark, isRule } from './groups.ts';
import { joinLines } from './join.ts';
import { partHeads } from './part-heads.ts';

const HEADING = 90;
const BODY = 100;
const ENDS_SENTENCE = /[.!?;,:…。！？]["'”’»)]*$/u;

/**
 * The blocks of a plain text's groups: paragraphs with hard-wrapped lines joined, list items, headings, tables.
 *
 * @param breaks says of a line that it begins a paragraph of its own
 */
export function blocksOf(groups: readonly Group[], breaks?: (line: string) => boolean): Block[] {
  const parted = groups.flatMap(partHeads);
  const end = endOf(parted);
  const cleaned = parted.map(withoutMarks);
  return cleaned.flatMap((group, i) => {
    if (group.lines.length === 0) return [];
    const blocks = groupBlocks(
      group,
      cleaned.slice(i + 1, i + 3).find(({ lines }) => lines.length > 0),
      breaks,
    );
    return i > end ? blocks.map((block) => ({ ...block, part: 'notes' })) : blocks;
  });
}

/** More of a release stands before its end than behind it. */
const LEAST_NEWS = 200;

/** Index of the group that ends with the mark of the release's end: what follows is notes. Past the last where none does. */
function endOf(groups: readonly Group[]): number {
  const whole = groups.reduce((sum, group) => sum + lengthOf(group), 0);
  let before = 0;
  for (const [i, group] of groups.entries()) {
    const last = group.lines.at(-1) ?? '';
    before += lengthOf(group);
    if (before < LEAST_NEWS || before < whole / 2) continue;
    if (isEndMark(last) && /[#\p{L}\d]/u.test(last)) return i;
  }
  return groups.length;
}

const lengthOf = ({ lines }: Group): number => lines.reduce((sum, line) => sum + line.length, 0);

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
