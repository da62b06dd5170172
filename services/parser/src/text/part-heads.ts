import { headingOf } from '../fields/parts/headings.ts';
import type { Group } from './groups.ts';

const HEADED = new Set(['about', 'notes', 'legal']);
const HEADING = 90;
/** So many columns short of the widest line means that a text was not wrapped here. */
const SLACK = 12;

/** A heading right above its text, as `About Acme` often stands, is a group of its own. */
export function partHeads(group: Group): Group[] {
  const { lines } = group;
  if (lines.length < 2) return [group];
  const widest = lines.reduce((most, line) => Math.max(most, line.length), 0);
  const parted: Group[] = [];
  let start = 0;
  for (const [i, line] of lines.entries()) {
    const isStart = i === start || /[.!?…][”"')]*$/u.test(lines[i - 1] ?? '');
    if (!isStart || line.length > HEADING || line.length + SLACK > widest || !isHead(line, lines[i + 1])) continue;
    if (i > start) parted.push({ lines: lines.slice(start, i) });
    parted.push({ lines: [line] });
    start = i + 1;
  }
  return start === 0 ? [group] : [...parted, { lines: lines.slice(start) }];
}

const isHead = (line: string, next: string | undefined): boolean =>
  next !== undefined && /^[\p{Lu}\p{Lo}\p{N}“"'‘«]/u.test(next) && HEADED.has(headingOf(line)?.part ?? '');
