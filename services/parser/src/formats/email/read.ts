import { orderOfLanguage, readTime } from '../../dates/index.ts';
import type { DateContext } from '../../dates/read.ts';
import { type BytesInput, type Draft, emptyDraft } from '../../draft.ts';
import { readDateline } from '../../fields/dateline/read.ts';
import { type Refusal, refuse } from '../../reasons.ts';
import { fold, wordKey } from '../../text/fold.ts';
import { webAddress } from '../../text/links.ts';
import { takePreamble } from '../plain-text/preamble.ts';
import { type Content, contentOf } from './content.ts';
import { type Message, parseMessage } from './message.ts';
import { takeSender } from './sender.ts';
import { readSubject } from './subject.ts';

/**
 * Reads a release out of the mail that brought it. A mail that passes on another, in its text or attached, stands for
 * that other one: its writer, date and subject are the release's. Nothing that the mail refers to is fetched.
 */
export async function readEmail(input: BytesInput): Promise<Draft | Refusal> {
  const outer = await opened(input.bytes, input);
  if (outer === undefined) {
    return refuse(
      'damaged',
      'The mail cannot be taken apart: its parts are nested too deep, or its headers have no end. Save the release out of it, and bring that in.',
    );
  }
  const message = await releaseIn(outer, input);
  const ctx: DateContext = { now: input.now, order: orderOfLanguage(message.language ?? input.hints.language) };
  const breaks = (line: string): boolean => readDateline(line.trim(), ctx) !== undefined;
  for (const { name, mediaType } of message.attachments) input.trace?.('attachment', name, mediaType, 'not read');
  const content = contentOf(message, breaks);
  if (!content || content.blocks.length === 0) return withoutText(message);
  return draftOf(message, content, ctx, input);
}

/** `undefined` where it is nested or headed beyond the bounds: the library throws plain errors there, and nowhere else. */
async function opened(bytes: Uint8Array, { trace }: BytesInput): Promise<Message | undefined> {
  try {
    return await parseMessage(bytes, trace);
  } catch (error) {
    trace?.('body', error instanceof Error ? error.message : String(error), 'mail');
    return undefined;
  }
}

const NOTE = 1000;

/** The attached mail, where the mail around it says so or hardly says a thing; opened once, not again within. */
async function releaseIn(outer: Message, input: BytesInput): Promise<Message> {
  if (outer.enclosed === undefined) return outer;
  const says = outer.text.trim().length || outer.html.length / 4;
  if (!readSubject(outer.subject).forwarded && says > NOTE) return outer;
  const inner = await opened(outer.enclosed, input);
  if (inner === undefined || (inner.text.trim() === '' && inner.html === '')) return outer;
  input.trace?.('body', inner.subject, 'attached mail');
  return inner;
}

function withoutText({ attachments }: Message): Refusal {
  const files = attachments.slice(0, 3).map(({ name, mediaType }) => `${fold(name).slice(0, 100)} (${mediaType})`);
  const next =
    files.length === 0
      ? 'Look at it with dlq show ID --raw.'
      : `The release may be what is attached: ${files.join(', ')}. Save that, and bring it in by itself.`;
  return refuse('no-text', `The mail has no text. ${next}`);
}

function draftOf(message: Message, content: Content, ctx: DateContext, input: BytesInput): Draft {
  const draft = emptyDraft();
  const { forward } = content;
  const subject = forward?.subject || message.subject;
  const { title, kinds } = readSubject(subject);
  if (title !== '') draft.titles.push({ text: title, from: 'email subject' });
  for (const kind of kinds) draft.kinds.push({ text: kind, from: 'email subject' });
  const published = readTime(
    forward?.date || (forward ? '' : message.date),
    forward ? 'forwarded date' : 'email date',
    ctx,
  );
  if (published) draft.published = published;
  if (message.language !== undefined) draft.language = { text: message.language, from: 'content-language' };
  const archived = message.archivedAt === undefined ? undefined : webAddress(message.archivedAt);
  if (archived !== undefined) draft.aliases.push(archived);
  draft.bodyFrom = content.from;
  draft.links = content.links;
  draft.blocks = content.blocks;
  takeHead(draft, ctx);
  takeSender(forward?.from ?? message.from, forward ? 'forwarded from' : 'email from', draft);
  input.trace?.('body', `${draft.blocks.length} blocks`, content.from, forward && 'of the forwarded mail');
  return draft;
}

const HEAD = 8;

/** Takes notices of release off the text’s beginning, and the headline where it repeats or replaces the subject. */
function takeHead(draft: Draft, ctx: DateContext): void {
  let at = 0;
  while (at < Math.min(HEAD, draft.blocks.length - 1) && takePreamble(draft.blocks[at]?.text ?? '', draft, ctx)) at++;
  draft.blocks = draft.blocks.slice(at);
  const [first, second] = draft.blocks;
  if (!first || !second) return;
  const title = draft.titles[0]?.text;
  if (title === undefined && first.kind === 'heading') draft.titles.push({ text: first.text, from: 'first heading' });
  else if (title === undefined || wordKey(first.text) !== wordKey(title)) return;
  draft.blocks.shift();
}
