import { type Draft, emptyDraft, type FormatInput } from '../../draft.ts';
import { readDateline } from '../../fields/dateline/read.ts';
import { blocksOf } from '../../text/blocks.ts';
import { fold } from '../../text/fold.ts';
import { type Group, groupsOf, isRule } from '../../text/groups.ts';
import { linksOf } from '../../text/links.ts';
import { readStamp, type Stamp } from './stamp.ts';

/** The stamp stands among the first lines. */
const HEAD_LINES = 12;
const HEAD_LENGTH = 8 * 1024;
const TITLE_MOST = 400;
const ISSUER_MOST = 160;

interface StampLine {
  readonly stamp: Stamp;
  /** Index of its line in the whole text. */
  readonly line: number;
}

/** Finds the stamp line, if the text has one among its first lines. */
export function stampAt(text: string, now: number): StampLine | undefined {
  let seen = 0;
  for (const [line, content] of text.slice(0, HEAD_LENGTH).split('\n').entries()) {
    if (content.trim() === '') continue;
    if (++seen > HEAD_LINES) return undefined;
    const stamp = readStamp(content, now);
    if (stamp) return { stamp, line };
  }
  return undefined;
}

/** Reads a stamped release. Issuer and title stand around the stamp in either order, and either may be missing. */
export function readStamped(input: FormatInput): Draft {
  const draft = emptyDraft();
  const found = stampAt(input.text, input.now);
  const lines = input.text.split('\n');
  const at = found?.line ?? -1;
  if (found) takeStamp(found.stamp, draft);
  const above = headings(groupsOf(lines.slice(0, Math.max(at, 0)).join('\n')));
  const below = groupsOf(lines.slice(at + 1).join('\n')).filter((group) => !group.lines.every(isRule));
  const body = assign(above, below, draft);
  const startsBody = (line: string): boolean => readDateline(line.trim(), { now: input.now }) !== undefined;
  draft.blocks = blocksOf(body, startsBody);
  draft.links = linksOf(input.text);
  return draft;
}

function takeStamp(stamp: Stamp, draft: Draft): void {
  if (stamp.published) draft.published = stamp.published;
  if (stamp.distributor) draft.distributor = stamp.distributor;
  if (stamp.kind !== undefined) draft.kinds.push({ text: stamp.kind, from: 'stamp' });
}

/** The texts above the stamp: a group a text, but lines that stand directly over it one by one. */
function headings(groups: readonly Group[]): string[] {
  return groups.flatMap(({ lines }) => lines.map(fold)).filter((text) => text !== '' && !isRule(text));
}

/**
 * Says which text is the issuer and which the title. One text above the stamp is the issuer where a short one below it
 * can be the title; two above are issuer and title; none above and two short ones below are the same two.
 */
function assign(above: readonly string[], below: readonly Group[], draft: Draft): readonly Group[] {
  const [first, ...rest] = below;
  const [second] = rest;
  const issuer = (text: string) => draft.issuers.push({ text, from: 'stamp' });
  const title = (text: string) => draft.titles.push({ text, from: 'stamp' });
  const short = first !== undefined && isShort(first, TITLE_MOST) && second !== undefined;
  if (above.length >= 2) {
    issuer(above[0] ?? '');
    title(above.slice(1).join(' '));
    return below;
  }
  if (above.length === 1 && !short) {
    const text = above[0] ?? '';
    if (below.length === 0 && text.length <= ISSUER_MOST) issuer(text);
    title(text);
    return below;
  }
  if (above.length === 1) issuer(above[0] ?? '');
  else if (short && isShort(first, ISSUER_MOST) && isShort(second, TITLE_MOST) && rest.length > 1) {
    issuer(textOf(first));
    title(textOf(second));
    return rest.slice(1);
  }
  if (!first || !isShort(first, TITLE_MOST)) return below;
  return titleOf(first, rest, title);
}

/** The title may have its body on the next line. */
function titleOf(first: Group, rest: readonly Group[], title: (text: string) => void): readonly Group[] {
  const [line = '', ...others] = first.lines;
  const hasBody = others.some((other) => other.length > 200);
  title(fold(hasBody ? line : first.lines.join(' ')));
  return hasBody ? [{ lines: others }, ...rest] : rest;
}

const textOf = (group: Group): string => fold(group.lines.join(' '));
const isShort = (group: Group, most: number): boolean =>
  group.lines.length <= 4 && (group.lines[0]?.length ?? 0) <= most && textOf(group).length <= most;
