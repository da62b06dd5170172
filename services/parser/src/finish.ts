import type { ParsedReleasePresent, RawReleasePresent } from '@presswatch/events';
import { contentHash } from '@presswatch/identity';
import { readTime } from './dates/index.ts';
import { type DateOrder, orderOfLanguage } from './dates/order.ts';
import type { BytesInput, Draft, Found } from './draft.ts';
import { findFields } from './fields/index.ts';
import { languageTag, recogniseLanguage } from './language/recognise.ts';
import { type Refusal, refuse } from './reasons.ts';
import { cut, fold } from './text/fold.ts';
import { chooseKind, kindOfTitle } from './text/kind.ts';
import { PARSER_VERSION } from './version.ts';

const TITLE_MOST = 1000;
const LINKS_MOST = 500;
const BLOCKS_MOST = 20_000;

/** Chooses among a draft's candidates and what source and feed say, and makes the event of it. */
export function finish(draft: Draft, format: string, input: BytesInput): ParsedReleasePresent | Refusal {
  const { raw, trace } = input;
  const title = chooseTitle(draft, input);
  if (title === undefined) {
    return refuse('no-text', `The input reads as ${format} but has no text. Look at it with dlq show ID --raw.`);
  }
  trace?.('title', title.text, title.from);
  const language = chooseLanguage(draft, title.text, input);
  const order = orderOfLanguage(language?.text);
  const fields = findFields(draft, draft.blocks.slice(0, BLOCKS_MOST), title.text, input, { now: input.now, order });
  const { issuer, dateline, blocks: body } = fields;
  const published = draft.published ?? hinted('published', order, input) ?? fields.dated;
  const modified = draft.modified ?? hinted('updated', order, input);
  const kind = chooseReleaseKind(draft, title.text, input);
  if (published) trace?.('published', published.value, published.from, `stated as ${published.stated}`);
  const distributor = draft.distributor ?? fields.distributor;
  if (distributor) trace?.('distributor', distributor.name, draft.distributor ? 'text' : 'dateline');
  return {
    state: 'present',
    ...carried(raw, draft.aliases),
    format,
    parserVersion: PARSER_VERSION,
    title: title.text,
    kind: kind.kind,
    ...(issuer ? { issuer } : {}),
    ...(distributor ? { distributor } : {}),
    ...(published ? { published } : {}),
    ...(modified ? { modified } : {}),
    ...(language === undefined ? {} : { language: language.text }),
    ...(dateline ? { dateline } : {}),
    ...listed('tickers', fields.tickers),
    ...listed('contacts', fields.contacts),
    ...listed('history', draft.history),
    ...(draft.withdrawn ? { withdrawn: draft.withdrawn } : {}),
    provenance: {
      title: title.from,
      kind: kind.from,
      ...(language === undefined ? {} : { language: language.from }),
      ...(draft.bodyFrom === undefined ? {} : { body: draft.bodyFrom }),
    },
    body,
    links: draft.links.slice(0, LINKS_MOST),
    contentHash: contentHash(
      title.text,
      body.map((block) => block.text),
    ),
  };
}

const listed = <K extends string, T>(field: K, values: readonly T[] | undefined) =>
  (values === undefined || values.length === 0 ? {} : { [field]: values }) as { readonly [key in K]?: T[] };

/** What every event about the release keeps; canonical links that the page states join the aliases. */
function carried(raw: RawReleasePresent, more: readonly string[]) {
  return {
    releaseId: raw.releaseId,
    capture: raw.capture,
    source: raw.source,
    ...(raw.url === undefined ? {} : { url: raw.url }),
    aliases: [...new Set([...raw.aliases, ...more])].filter((alias) => alias !== raw.url),
  };
}

/** The first title that has text; else the beginning of the body, which then stands for one. */
function chooseTitle(draft: Draft, { hints }: BytesInput): Found | undefined {
  const candidates = [...draft.titles, { text: hints.title ?? '', from: 'feed' }];
  for (const { text, from } of candidates) {
    const folded = fold(text);
    if (folded !== '') return { text: cut(folded, TITLE_MOST), from };
  }
  const first = draft.blocks[0];
  return first && { text: firstSentence(first.text), from: 'first sentence' };
}

const SENTENCE_MOST = 200;

function firstSentence(text: string): string {
  const line = fold(text);
  const head = cut(line, SENTENCE_MOST);
  const end = /[.!?。！？](?=\s|$)/u.exec(head.slice(20));
  if (end) return head.slice(0, 20 + end.index + 1);
  if (head.length === line.length) return head;
  const space = head.lastIndexOf(' ');
  return space > 40 ? head.slice(0, space) : head;
}

function chooseLanguage(draft: Draft, title: string, { raw, hints, trace }: BytesInput): Found | undefined {
  const prose = sample(draft);
  const text = prose.length < 200 ? `${title} ${prose}` : prose;
  const stated: readonly Found[] = [
    ...(draft.language ? [draft.language] : []),
    { text: hints.language ?? '', from: 'feed' },
    { text: raw.source.language ?? '', from: 'source' },
  ];
  for (const { text: tag, from } of stated) {
    const language = languageTag(tag);
    if (language === undefined) continue;
    trace?.('language', language, from);
    return { text: language, from };
  }
  const language = recogniseLanguage(text);
  if (language === undefined) return undefined;
  trace?.('language', language, 'recognised');
  return { text: language, from: 'recognised' };
}

/** Enough of the body's prose to recognise its language by. */
function sample(draft: Draft): string {
  let text = '';
  for (const block of draft.blocks) {
    if (block.kind === 'code' || block.kind === 'table') continue;
    text += `${block.text} `;
    if (text.length > 1200) break;
  }
  return text;
}

/** The feed's or listing's own statement, where the document has none. */
function hinted(field: 'published' | 'updated', order: DateOrder | undefined, { hints, now }: BytesInput) {
  const stated = hints[field];
  return stated === undefined ? undefined : readTime(stated, 'feed', { now, order });
}

function chooseReleaseKind(draft: Draft, title: string, { trace }: BytesInput): { kind: string; from: string } {
  const stated = chooseKind(draft.kinds);
  const named = stated?.kind === undefined || stated.kind === 'press-release' ? kindOfTitle(title) : undefined;
  if (stated && (named === undefined || stated.from === 'stamp')) {
    trace?.('kind', stated.kind, stated.from);
    return stated;
  }
  const found = { kind: named ?? 'press-release', from: named === undefined ? 'default' : 'title' };
  trace?.('kind', found.kind, found.from);
  return found;
}
