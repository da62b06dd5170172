import { orderOfLanguage } from '../../dates/index.ts';
import type { DateContext } from '../../dates/read.ts';
import { type Draft, emptyDraft, type FormatInput } from '../../draft.ts';
import { readDateline } from '../../fields/dateline/read.ts';
import { headingOf } from '../../fields/parts/headings.ts';
import { blocksOf } from '../../text/blocks.ts';
import { fold, wordKey } from '../../text/fold.ts';
import { type Group, groupsOf } from '../../text/groups.ts';
import { linksOf } from '../../text/links.ts';
import { takePreamble } from './preamble.ts';

/** Longer than this is a paragraph, not a title. */
const TITLE_MOST = 300;
const PREAMBLE_MOST = 12;

/** Reads a release out of plain text: preamble, title, dateline, paragraphs. */
export function readPlainText(input: FormatInput): Draft {
  const draft = emptyDraft();
  const ctx: DateContext = {
    now: input.now,
    order: orderOfLanguage(input.hints.language ?? input.raw.source.language),
  };
  const groups = withoutPreamble(groupsOf(input.text), draft, ctx);
  const startsBody = (line: string): boolean => readDateline(line.trim(), ctx) !== undefined;
  const body = draft.titles.length === 0 ? takeTitle(groups, draft, input.hints.title, startsBody) : groups;
  draft.blocks = blocksOf(body, startsBody);
  draft.links = linksOf(input.text);
  return draft;
}

/** Drops the lines before the title that say something about the release, and notes what they say. */
function withoutPreamble(groups: readonly Group[], draft: Draft, ctx: DateContext): Group[] {
  let taken = 0;
  for (const [i, group] of groups.entries()) {
    for (const [j, line] of group.lines.entries()) {
      if (taken < PREAMBLE_MOST && takePreamble(line, draft, ctx)) taken++;
      else return [{ lines: group.lines.slice(j) }, ...groups.slice(i + 1)];
    }
  }
  return [];
}

/**
 * The first group is the title where it is short, or its first line where that stands out. A title stated beside the text
 * is taken off its head where it stands there; else the whole text is body.
 */
function takeTitle(
  groups: readonly Group[],
  draft: Draft,
  hint: string | undefined,
  startsBody: (line: string) => boolean,
): readonly Group[] {
  const [first, ...rest] = groups;
  if (first && rest.length > 1 && isContactGroup(first)) return [first, ...takeTitle(rest, draft, hint, startsBody)];
  if (hint !== undefined && wordKey(hint) !== '') return withoutTitle(groups, draft, hint);
  if (!first || startsBody(first.lines[0] ?? '')) return groups;
  const bodyAt = first.lines.findIndex((line, i) => i > 0 && startsBody(line));
  const lines = bodyAt > 0 ? first.lines.slice(0, bodyAt) : first.lines;
  const tail = first.lines.slice(lines.length);
  const below = tail.length > 0 ? [{ lines: tail }, ...rest] : rest;
  const whole = fold(lines.join(' '));
  if (below.length > 0 && lines.length <= 4 && whole.length <= TITLE_MOST) return titled(draft, whole, below);
  const [line = '', ...others] = lines;
  if (others.length > 0 && standsOut(line, others)) return titled(draft, fold(line), [{ lines: others }, ...below]);
  if (below.length === 0 && lines.length === 1 && whole.length <= TITLE_MOST) return titled(draft, whole, below);
  return groups;
}

/** Over how many lines a title may be wrapped. */
const TITLE_LINES = 6;

/** Takes a known title off the head of a text, over however many lines it goes there; a text without it stays whole. */
function withoutTitle(groups: readonly Group[], draft: Draft, title: string): readonly Group[] {
  const [first, ...rest] = groups;
  if (!first) return groups;
  const key = wordKey(title);
  let head = '';
  for (const [i, line] of first.lines.slice(0, TITLE_LINES).entries()) {
    head = fold(`${head} ${line}`);
    if (head.length > 2 * title.length + 20) break;
    if (wordKey(head) !== key) continue;
    const lines = first.lines.slice(i + 1);
    return titled(draft, head, lines.length > 0 ? [{ lines }, ...rest] : rest);
  }
  return groups;
}

/** Whom to ask may stand above the title: `Contact: Jane Poe`, with an address or number. */
const isContactGroup = ({ lines }: Group): boolean =>
  lines.length > 1 &&
  headingOf((lines[0] ?? '').split(':', 1)[0] ?? '')?.part === 'contact' &&
  lines.some((line) => /\S@\S|\d{3}[\s.)-]{1,2}\d{2}/.test(line));

/** A first line that ends no sentence, over lines that do not go on with a small letter. */
function standsOut(line: string, others: readonly string[]): boolean {
  if (line.trim().length > TITLE_MOST || /[.,;:]$/.test(line)) return false;
  return !/^\s*\p{Ll}/u.test(others[0] ?? '');
}

function titled(draft: Draft, text: string, below: readonly Group[]): readonly Group[] {
  draft.titles.push({ text, from: 'first line' });
  return below;
}
