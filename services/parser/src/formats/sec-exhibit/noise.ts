import { isEndMark, isRule } from '../../text/groups.ts';
import type { Line } from './lines.ts';

const NUMBER = /^(?:press release\s)?ex(?:hibit)?\.?[-\s]{1,3}(?:no\.?\s)?99[.\d\s()a-z-]{0,12}$/i;
const FILE =
  /^(?:ex-?99\S{0,10}\s(?:\d{1,3}\s)?)?[\w.-]{3,80}\.(?:html?|txt|pdf|jpe?g|gif)(?:\s(?:ex-?99\S{0,10}|press release))?$/i;
const LOGO =
  /^[[({<]{1,2}[^\])}>]{0,60}\b(?:logo|graphic|image|picture|letterhead)\b[^\])}>]{0,60}[\])}>]{1,2}$|^(?:company )?logo$/i;
const PAGE = /^(?:page\s\d{1,3}(?:\s?(?:of|\/)\s?\d{1,3})?|[-–—]\s?\d{1,3}\s?[-–—]|\d{1,3}\s?(?:of|\/)\s?\d{1,3})$/i;
const BARE_NUMBER = /^(?:F-|A-)?\d{1,3}$/;
const CONTENTS = /^(?:back to )?table of contents$/i;
const MORE = /^[-–—(\s]{0,4}(?:more|continued|cont[’']?d)[-–—)\s.]{0,4}$/i;
const RUNNING_MOST = 120;

/** The paragraphs without what the filing and the printed page put between them. */
export function withoutNoise(lines: readonly Line[]): Line[] {
  const running = runningLines(lines);
  return lines.filter((line, i) => !isNoise(line, lines[i + 1]) && !running.has(line));
}

function isNoise({ text, kind }: Line, next: Line | undefined): boolean {
  if (kind === 'table' || text.length > RUNNING_MOST) return false;
  if (NUMBER.test(text) || FILE.test(text) || LOGO.test(text) || CONTENTS.test(text)) return true;
  if (PAGE.test(text) || MORE.test(text) || isEndMark(text) || isRule(text)) return true;
  return BARE_NUMBER.test(text) && kind !== 'list-item' && (next === undefined || next.afterBreak);
}

const HEAD_OF_PAGE = 3;

/** Short lines that stand at the head of several pages, the same but for numbers; what the release begins with stays. */
function runningLines(lines: readonly Line[]): ReadonlySet<Line> {
  const heads = lines.flatMap((line, i) => (line.afterBreak && i > 0 ? pageHead(lines, i) : []));
  const second = lines.findIndex((line, i) => i > 0 && line.afterBreak);
  const begins = new Set(lines.slice(0, Math.max(0, second)).map(keyOf));
  const counts = new Map<string, number>();
  for (const line of heads) counts.set(keyOf(line), (counts.get(keyOf(line)) ?? 0) + 1);
  return new Set(heads.filter((line) => (counts.get(keyOf(line)) ?? 0) > 1 || begins.has(keyOf(line))));
}

/** The short lines that a page begins with. */
function pageHead(lines: readonly Line[], at: number): Line[] {
  const head: Line[] = [];
  for (const line of lines.slice(at, at + HEAD_OF_PAGE)) {
    const another = line.afterBreak && head.length > 0;
    if (another || line.kind === 'table' || line.text.length > RUNNING_MOST) break;
    head.push(line);
  }
  return head;
}

const keyOf = ({ text }: Line): string => text.toLowerCase().replace(/\d+/g, '#');
