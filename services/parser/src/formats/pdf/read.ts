import type { Block } from '@presswatch/events';
import { orderOfLanguage } from '../../dates/index.ts';
import type { DateContext } from '../../dates/read.ts';
import { type BytesInput, type Draft, emptyDraft } from '../../draft.ts';
import { type Refusal, refuse } from '../../reasons.ts';
import { linksOf as writtenLinks } from '../../text/links.ts';
import { staysBounded } from './inflation.ts';
import { linesOf } from './lines.ts';
import { hasLostIndex } from './lost-index.ts';
import { openPdf, type Printed } from './open.ts';
import { leavesObjectsOpen } from './open-objects.ts';
import { leavesStringsOpen } from './open-strings.ts';
import { measure, type Paragraph, paragraphsOf } from './paragraphs.ts';
import { withoutRunning } from './running.ts';
import { takeTitle } from './title.ts';

/**
 * Reads a release off the pages of a PDF: text with its places becomes lines, columns, paragraphs. The dates that the file
 * says of itself are when it was made, which is not when the release was published.
 */
export async function readPdf(input: BytesInput): Promise<Draft | Refusal> {
  if (!(await staysBounded(input.bytes))) {
    return refuse('too-large', 'The PDF unfolds to more than can be held. Print it to a new PDF, and bring that in.');
  }
  const lost = [hasLostIndex, leavesStringsOpen, leavesObjectsOpen].some((isLost) => isLost(input.bytes));
  const printed = lost ? 'damaged' : await openPdf(input.bytes);
  if (printed === 'encrypted') {
    return refuse(
      'encrypted',
      'The PDF opens with a password only. Ask its publisher for one without, and bring that in.',
    );
  }
  if (printed === 'damaged') {
    return refuse(
      'damaged',
      'The PDF is damaged or cut short. Fetch it again, or print it to a new PDF and bring that in.',
    );
  }
  return unreadable(printed) ?? draftOf(printed, input);
}

/** Shares of letters that no text has: a font without a map from its codes to letters. */
const STRANGE = /[\p{Co}\p{Cc}\uFFFD]/gu;
const STRANGE_MOST = 0.3;

function unreadable({ pages, pageCount }: Printed): Refusal | undefined {
  const text = pages.flatMap((page) => page.runs.map((run) => run.text)).join('');
  if (!/[\p{L}\p{N}]/u.test(text) && text.length < 100) {
    return refuse(
      'no-text',
      `The PDF (pages: ${pageCount}) has no text that can be read: only pictures, as scans have, or signs in an encoding that it does not carry. Run it through text recognition, and bring the result in.`,
    );
  }
  if ((text.match(STRANGE)?.length ?? 0) <= text.length * STRANGE_MOST) return undefined;
  return refuse(
    'no-text',
    `The PDF (pages: ${pageCount}) does not say which letters its signs stand for. Run it through text recognition, and bring the result in.`,
  );
}

function draftOf(printed: Printed, input: BytesInput): Draft {
  const { trace, hints, raw } = input;
  const draft = emptyDraft();
  const ctx: DateContext = { now: input.now, order: orderOfLanguage(hints.language ?? raw.source.language) };
  const all = printed.pages.flatMap((page, number) => linesOf(page, number));
  const lines = withoutRunning(all, printed.pages);
  const { size } = measure(lines);
  trace?.('body', `${printed.pages.length} of ${printed.pageCount} pages`, 'pdf', printed.cut ? 'cut' : undefined);
  if (printed.created !== '')
    trace?.('created', printed.created, 'pdf info', 'when the file was made; not a date of the release');
  const paragraphs = takeTitle(paragraphsOf(lines, ctx), size, printed.title, draft, ctx);
  draft.blocks = paragraphs.map((one, i) => blockOf(one, size, paragraphs[i + 1]));
  draft.bodyFrom = 'pdf text';
  const written = writtenLinks(draft.blocks.map((block) => block.text).join('\n'));
  draft.links = [...new Set([...printed.links, ...written.map((link) => link.url)])].map((url) => ({ url }));
  return draft;
}

const HEADING_MOST = 160;

/** Larger than the text, or a short line that ends no sentence above a long one. */
function blockOf({ kind, text, size: own, lines }: Paragraph, size: number, next: Paragraph | undefined): Block {
  if (kind !== 'paragraph') return { kind, text };
  const short = text.length <= HEADING_MOST && /^[\p{Lu}\p{Lo}\p{N}“"]/u.test(text);
  if (short && own > size * 1.12) return { kind: 'heading', text, level: own > size * 1.5 ? 2 : 3 };
  const heads = short && lines === 1 && text.length <= 80 && !/[.!?;,:…]["'”’)]*$|[@]|https?:|\d{5}/u.test(text);
  return heads && next?.kind === 'paragraph' && next.lines > 1 && next.text.length > 100
    ? { kind: 'heading', text, level: 3 }
    : { kind: 'paragraph', text };
}
