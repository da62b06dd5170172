import type { Attachment, Email } from 'postal-mime';
import { library } from '../../library.ts';
import type { Trace } from '../../trace.ts';
import { boundedLines } from './bounded.ts';
import { isGarbled, recovered, relabelled, undoubled } from './relabel.ts';

/** What is used of a mail. */
export interface Message {
  readonly subject: string;
  /** As its header has it. */
  readonly date: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly language: string | undefined;
  /** Where the list that it came by keeps it. */
  readonly archivedAt: string | undefined;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly { readonly name: string; readonly mediaType: string }[];
  /** The bytes of the first message that is attached. */
  readonly enclosed: Uint8Array | undefined;
}

const postalMime = library<typeof import('postal-mime')>('postal-mime');

/** Parts within parts; mail programs come to five. */
const DEEPEST = 30;
const HEADERS_MOST = 512 * 1024;
/** Of characters: a longer part is data, whatever its label. */
const PART_MOST = 2 * 1024 * 1024;
const ATTACHMENTS_MOST = 100;

/**
 * Takes a mail apart. Attached messages stay closed: whether to open one is the reader's to say.
 *
 * @throws Error where parts are nested too deep or the headers are too long
 */
export async function parseMessage(bytes: Uint8Array, trace: Trace | undefined): Promise<Message> {
  const read = boundedLines(bytes);
  if (read.length < bytes.length)
    trace?.('body', `${read.length} of ${bytes.length} bytes`, 'mail', 'the rest is too long');
  const mail = await opened(read);
  const { text, html } = await partsOf(mail, read, trace);
  const enclosed = mail.attachments.find((one) => one.mimeType === 'message/rfc822');
  return {
    subject: mail.subject ?? '',
    date: headerOf(mail, 'date') ?? '',
    from: { name: mail.from?.name ?? '', address: mail.from?.address ?? '' },
    language: headerOf(mail, 'content-language')?.split(',')[0]?.trim(),
    archivedAt: /^<(https?:[^>\s]{4,2000})>/.exec(headerOf(mail, 'archived-at') ?? '')?.[1],
    text: bounded(text, 'text part', trace),
    html: bounded(html, 'HTML part', trace),
    attachments: mail.attachments.slice(0, ATTACHMENTS_MOST).map(named),
    enclosed: enclosed && bytesOf(enclosed),
  };
}

const opened = (bytes: Uint8Array): Promise<Email> =>
  postalMime().default.parse(bytes, {
    forceRfc822Attachments: true,
    maxNestingDepth: DEEPEST,
    maxHeadersSize: HEADERS_MOST,
  });

/** The library believes a part's label. Where that does not explain its bytes, they are had back, and tell by themselves. */
async function partsOf(mail: Email, bytes: Uint8Array, trace: Trace | undefined) {
  const again = isGarbled(mail.text) || isGarbled(mail.html) ? await opened(relabelled(bytes)) : undefined;
  const read = (key: 'text' | 'html'): string | undefined => {
    const text = mail[key];
    if (text === undefined) return undefined;
    const better = isGarbled(text) ? recovered(again?.[key]) : undoubled(text);
    if (better === undefined || better === text) return text;
    trace?.('charset', `${key} part`, 'content', 'its label is wrong or missing');
    return better;
  };
  return { text: read('text'), html: read('html') };
}

const headerOf = (mail: Email, key: string): string | undefined =>
  mail.headers.find((one) => one.key === key)?.value.trim();

function bounded(text: string | undefined, what: string, trace: Trace | undefined): string {
  if (text === undefined) return '';
  if (text.length <= PART_MOST) return text;
  trace?.('body', `${text.length} characters`, what, `skipped: longer than ${PART_MOST}`);
  return '';
}

const named = ({ filename, mimeType }: Attachment) => ({ name: filename ?? 'unnamed', mediaType: mimeType });

function bytesOf({ content }: Attachment): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content, 'utf8');
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}
