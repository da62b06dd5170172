import type { DateContext } from '../../dates/read.ts';
import type { Draft } from '../../draft.ts';
import { readDateline } from '../../fields/dateline/read.ts';
import { fold, wordKey } from '../../text/fold.ts';
import { kindNamed } from '../../text/kind.ts';
import { takePreamble } from '../plain-text/preamble.ts';
import type { Paragraph } from './paragraphs.ts';

const HEAD = 14;
const TITLE_MOST = 300;
const LARGER = 1.12;
const CONTACT = /@|^(?:https?:|www\.)|\+?\d[\d().\s-]{8,}|^(?:contacts?|media|press|presse|kontakt)\b.{0,40}:/i;
const NO_TITLE =
  /^(?:microsoft (?:word|powerpoint)|untitled|(?:new )?document\d*|print|slide \d|presentation|template|layout)\b|\.(?:docx?|pdf|indd|qxd|rtf|odt|pptx?|pages)$/i;

/**
 * Takes the headline out of the paragraphs: the largest text near the top of the first page that names more than a kind
 * of document; what stands above it goes where it is a notice or a date.
 *
 * @param size of most of the text, in points
 */
export function takeTitle(
  paragraphs: readonly Paragraph[],
  size: number,
  info: string,
  draft: Draft,
  ctx: DateContext,
): Paragraph[] {
  const head = headOf(paragraphs, ctx);
  const at = largest(head, size) ?? first(head, paragraphs, info);
  const title = at === undefined ? undefined : head[at];
  if (title) draft.titles.push({ text: title.text, from: title.size > size * LARGER ? 'largest text' : 'first line' });
  const named = fold(info);
  if (named.split(' ').length > 1 && named.length <= TITLE_MOST && !NO_TITLE.test(named)) {
    draft.titles.push({ text: named, from: 'pdf title' });
  }
  const above = paragraphs.slice(0, at ?? head.length);
  const rest = paragraphs.slice(at === undefined ? head.length : at + 1);
  return [...above.filter((one) => one.kind === 'table' || !takePreamble(one.text, draft, ctx)), ...rest];
}

/** What stands on the first page before the text, at most. */
function headOf(paragraphs: readonly Paragraph[], ctx: DateContext): Paragraph[] {
  const head = paragraphs.slice(0, HEAD).filter((one) => one.page === 0);
  const dateline = head.findIndex((one) => readDateline(one.text, ctx) !== undefined);
  return dateline < 0 ? head : head.slice(0, dateline);
}

const mayBeTitle = ({ kind, text, lines }: Paragraph): boolean =>
  kind === 'paragraph' &&
  lines <= 6 &&
  text.length <= TITLE_MOST &&
  text.includes(' ') &&
  kindNamed(text) === undefined &&
  !CONTACT.test(text);

function largest(head: readonly Paragraph[], size: number): number | undefined {
  let best: number | undefined;
  for (const [i, one] of head.entries()) {
    if (one.size <= size * LARGER || !mayBeTitle(one)) continue;
    if (best === undefined || one.size > (head[best]?.size ?? 0) + 0.6) best = i;
  }
  return best;
}

/** Where all text is of one size: what the file is called, where that stands in the head; else its first short line. */
function first(head: readonly Paragraph[], all: readonly Paragraph[], info: string): number | undefined {
  const named = head.findIndex((one) => info.trim() !== '' && wordKey(one.text) === wordKey(info));
  if (named >= 0) return named;
  const short = head.findIndex(
    (one) => mayBeTitle(one) && one.lines <= 3 && !/[.;,]$/.test(one.text) && !isNotice(one.text),
  );
  return short >= 0 && short + 1 < all.length ? short : undefined;
}

const isNotice = (text: string): boolean =>
  /^(?:for )?(?:immediate )?release\b|^embargo/i.test(text) || (text.length < 40 && /\b(?:19|20)\d\d\b/.test(text));
