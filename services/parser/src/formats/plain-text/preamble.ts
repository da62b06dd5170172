import { findTime } from '../../dates/index.ts';
import type { DateContext } from '../../dates/read.ts';
import type { Draft } from '../../draft.ts';
import { fold } from '../../text/fold.ts';
import { isEndMark, isRule } from '../../text/groups.ts';
import { kindNamed } from '../../text/kind.ts';

const RELEASE_NOTE =
  /^(?:for )?immediate (?:release|use)\b|^for (?:release|immediate)\b|^zur (?:sofortigen )?veröffentlichung|^pour (?:diffusion|publication) immédiate|^para (?:publicación|difusión|divulgação) (?:inmediata|imediata)|^embargo(?:ed)?\b|^not for (?:release|distribution)\b|^per (?:il )?rilascio immediato/i;
const LABELLED =
  /^(date|published|publication date|released?|issued|datum|fecha|data|дата|issuer|issued by|organi[sz]ation|company|title|headline|subject|language|lang|modified|updated)\s{0,3}:\s{0,3}(\S.{0,300})$/iu;

/** How much of a line may stand beside its date for the line to be a date line. */
const BESIDE = 24;

/**
 * Takes one line that stands before a release's title, where it is such a line: an end mark, a notice of release, a
 * date, a word for its kind, a labelled field. What it says goes into the draft.
 *
 * @returns whether the line was one
 */
export function takePreamble(line: string, draft: Draft, ctx: DateContext): boolean {
  const text = fold(line);
  if (text === '' || isRule(text) || isEndMark(text)) return true;
  if (text.length > 320) return false;
  if (takeLabelled(text, draft, ctx)) return true;
  const note = RELEASE_NOTE.test(text);
  if (!note && text.length > 100) return false;
  if (kindNamed(text) !== undefined) {
    draft.kinds.push({ text, from: 'preamble' });
    return true;
  }
  const found = findTime(text, 'date line', ctx);
  if (found && (note || text.length - (found.end - found.start) <= BESIDE)) {
    draft.published ??= found.time;
    return true;
  }
  return note && text.length <= 60;
}

function takeLabelled(text: string, draft: Draft, ctx: DateContext): boolean {
  const match = LABELLED.exec(text);
  if (!match) return false;
  const [, label = '', value = ''] = match;
  const word = label.toLowerCase();
  const from = `label ${word}`;
  if (/^(?:issue|organi|company)/.test(word) && !/^issued$/.test(word)) draft.issuers.push({ text: value, from });
  else if (/^(?:title|headline|subject)/.test(word)) draft.titles.push({ text: value, from });
  else if (/^lang/.test(word)) draft.language = { text: value, from };
  else {
    const found = findTime(value, from, ctx);
    if (!found) return false;
    if (/^(?:modified|updated)/.test(word)) draft.modified = found.time;
    else draft.published = found.time;
  }
  return true;
}
