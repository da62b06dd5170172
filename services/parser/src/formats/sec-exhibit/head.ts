import type { DateContext } from '../../dates/index.ts';
import type { Draft } from '../../draft.ts';
import { readDateline } from '../../fields/dateline/read.ts';
import { wordKey } from '../../text/fold.ts';
import { reaches } from '../html/address-lines.ts';
import { takePreamble } from '../plain-text/preamble.ts';
import type { Line } from './lines.ts';

const HEAD_LINES = 30;
const TITLE_MOST = 400;
const PROSE = 280;
const NEWS = /^(?:news|press release|news release|media release|earnings release|for (?:immediate )?release.{0,60})$/i;
const LEGAL =
  /\b(?:inc|incorporated|corp|corporation|co|company|ltd|limited|plc|llc|l\.?p|n\.?v|s\.?a|se|ag|bancorp|bancshares|holdings?|group|trust|partners)\.?(?:\s\([^)]{1,40}\))?$/i;
const TICKER = /\b(?:NYSE|NASDAQ|OTC\w{0,4}|TSXV?|LSE|AMEX|CSE|symbol)\b/i;

/** What stands before the text of a release: its title is taken out, letterhead and notices go, contacts stay. */
export function takeHead(lines: readonly Line[], company: string | undefined, draft: Draft, ctx: DateContext): Line[] {
  const end = bodyStart(lines, ctx);
  const head = lines.slice(0, end);
  const at = titleIn(head, company);
  const title = head[at];
  if (title === undefined) return lines.filter((line, i) => i >= end || !takeLetterhead(line, company, draft, ctx));
  const { text, taken } = joinedTitle(head, at);
  draft.titles.push({ text, from: 'headline' });
  const before = head.slice(0, at).filter((line) => !takeLetterhead(line, company, draft, ctx));
  const after = lines.slice(at + taken);
  return [...before, ...after];
}

/** Where the text begins: at its dateline, else at its first long paragraph. */
function bodyStart(lines: readonly Line[], ctx: DateContext): number {
  const head = lines.slice(0, HEAD_LINES);
  const dateline = head.findIndex((line) => line.kind === 'paragraph' && readDateline(line.text, ctx) !== undefined);
  if (dateline >= 0) return dateline;
  const prose = head.findIndex((line) => line.text.length > PROSE && !line.bold && !line.centred);
  return prose >= 0 ? prose : head.length;
}

/** The best of the lines that may be the headline: they stand out, and are several words that are no letterhead. */
function titleIn(head: readonly Line[], company: string | undefined): number {
  let best = -1;
  let most = 0;
  for (const [i, line] of head.entries()) {
    const score = scoreOf(line, company);
    if (score > most) [best, most] = [i, score];
  }
  return best;
}

function scoreOf(line: Line, company: string | undefined): number {
  const { text, kind } = line;
  const words = text.split(' ').length;
  if (kind === 'table' || kind === 'list-item' || text.length > TITLE_MOST || words < 2) return 0;
  if (isLetterhead(text, company) || reaches(text) || isDate(text)) return 0;
  const caps = text === text.toUpperCase();
  const looks = (line.bold ? 2 : 0) + (line.centred ? 1 : 0) + (caps ? 1 : 0) + (kind === 'heading' ? 2 : 0);
  const length = words >= 4 ? 2 : 0;
  const sentence = /[.:]$/.test(text) ? 1.5 : 0;
  const name = LEGAL.test(text) && words < 8 ? 2 : 0;
  return Math.max(0, 0.5 + looks + length - sentence - name);
}

const isDate = (text: string): boolean => text.length < 60 && /^\D{0,25}\d{1,2},?\s+(?:19|20)\d\d\b.{0,25}$/.test(text);

const isLetterhead = (text: string, company: string | undefined): boolean =>
  NEWS.test(text) || (company !== undefined && sameName(text, company)) || (TICKER.test(text) && text.length < 60);

/** Whether two names are one company’s, but for case, points and the state that registers add (`ACME INC /DE/`). */
export const sameName = (a: string, b: string): boolean => nameKey(a) === nameKey(b);

const nameKey = (name: string): string =>
  wordKey(name.replace(/\s\/\w{2,4}\/?$/, ''))
    .replace(/[,&]/g, ' ')
    .replace(/\b(?:the|inc|incorporated|corp|corporation|co|company|ltd|limited|plc|llc)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const OPEN_END = /(?:\b(?:a|an|the|of|for|and|or|in|on|to|with|by|at|from|its|as)|[,&–—-])$/i;
const OPEN_START = /^(?:of|for|and|or|in|on|to|with|by|at|from)\b/i;
const JOINED_MOST = 3;

/** A headline may be broken into centred paragraphs, in the middle of its sentence. */
function joinedTitle(head: readonly Line[], at: number): { text: string; taken: number } {
  const first = head[at];
  let text = first?.text ?? '';
  let taken = 1;
  while (taken < JOINED_MOST) {
    const next = head[at + taken];
    if (!next || !first || next.bold !== first.bold || next.centred !== first.centred) break;
    if (next.kind !== first.kind || !(OPEN_END.test(text) || OPEN_START.test(next.text))) break;
    text = `${text} ${next.text}`;
    taken++;
  }
  return { text, taken };
}

/**
 * Notes what a line over the headline says, where it is no more than letterhead.
 *
 * @returns whether it was that
 */
function takeLetterhead(line: Line, company: string | undefined, draft: Draft, ctx: DateContext): boolean {
  if (line.kind === 'table' || line.text.length > TITLE_MOST) return false;
  if (line.parts.every((part) => takePreamble(part, draft, ctx) || isLetterhead(part, company))) return true;
  if (line.text.length < 100 && LEGAL.test(line.text) && !reaches(line.text)) {
    draft.issuers.push({ text: line.text, from: 'letterhead' });
    return true;
  }
  return false;
}
