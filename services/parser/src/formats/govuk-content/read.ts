import type { Change, StatedTime, Withdrawn } from '@presswatch/events';
import { readTime } from '../../dates/index.ts';
import { type Draft, emptyDraft, type FormatInput, type Link } from '../../draft.ts';
import { type Refusal, refuse } from '../../reasons.ts';
import { cut, fold } from '../../text/fold.ts';
import { webAddress } from '../../text/links.ts';
import { readFragment } from '../html/fragment.ts';
import { takeBody } from './body.ts';
import { type Fields, fieldsOf, listIn, parseItem, textIn } from './item.ts';
import { kindOfDocument, unreadable } from './types.ts';

const SITE = 'https://www.gov.uk';
const CHANGES_MOST = 500;
const NOTE_MOST = 5000;

/**
 * Reads an item of the GOV.UK content API: https://docs.publishing.service.gov.uk/content-schemas.html. Publication is
 * `first_published_at`; `public_updated_at` is the last change that readers are told of, `updated_at` says nothing.
 */
export function readContentItem(input: FormatInput): Draft | Refusal {
  const item = parseItem(input.text);
  if (item === undefined) {
    return refuse('damaged', 'The GOV.UK content item is not whole: it ends early, or is no JSON. Fetch it again.');
  }
  const no = unreadable(item);
  if (no !== undefined) return refuse('not-a-release', no);
  const details = fieldsOf(item.details);
  const links = fieldsOf(item.links);
  const draft = emptyDraft();
  takeIdentity(item, draft);
  takeTimes(item, details, input, draft);
  takeIssuers(links, details, draft);
  takeBody(item, details, draft, addressOf(item) ?? SITE);
  if (draft.blocks.length === 0) {
    const type = textIn(item, 'document_type') ?? 'unknown type';
    return refuse('no-text', `The GOV.UK content item (${type}) has no body. Take items of this type off the source.`);
  }
  takeAttachments(details, draft);
  takeWithdrawal(item, input, draft);
  traceSpeech(details, links, input);
  return draft;
}

const addressOf = (item: Fields): string | undefined => {
  const path = textIn(item, 'base_path');
  return path?.startsWith('/') ? webAddress(SITE + path) : undefined;
};

function takeIdentity(item: Fields, draft: Draft): void {
  const title = textIn(item, 'title');
  if (title !== undefined) draft.titles.push({ text: title, from: 'title' });
  const locale = textIn(item, 'locale');
  if (locale !== undefined) draft.language = { text: locale, from: 'locale' };
  const type = textIn(item, 'document_type');
  if (type !== undefined) draft.kinds.push({ text: kindOfDocument(type), from: 'document_type' });
  const address = addressOf(item);
  if (address !== undefined) draft.aliases.push(address);
}

function takeTimes(item: Fields, details: Fields, { now }: FormatInput, draft: Draft): void {
  const time = (fields: Fields, name: string) => readTime(textIn(fields, name) ?? '', name, { now });
  const published = time(item, 'first_published_at') ?? time(details, 'first_public_at');
  const modified = time(item, 'public_updated_at');
  if (published) draft.published = published;
  if (modified && published && instant(modified) > instant(published)) draft.modified = modified;
  const history = listIn(details, 'change_history')
    .slice(0, CHANGES_MOST)
    .flatMap((change): Change[] => {
      const at = readTime(textIn(change, 'public_timestamp') ?? '', 'change_history', { now });
      return at ? [{ at, note: cut(fold(textIn(change, 'note') ?? ''), NOTE_MOST) }] : [];
    });
  if (history.length > 0) draft.history = history.sort((a, b) => instant(b.at) - instant(a.at));
}

/** For comparing times of one item, all of which have a zone. */
const instant = ({ value, zone }: StatedTime): number =>
  Date.parse(value.includes('T') ? value + (zone ?? 'Z') : value) || 0;

/** Who published it first, then whom the page shows first, then the others. */
function takeIssuers(links: Fields, details: Fields, draft: Draft): void {
  const emphasised = new Set(Array.isArray(details.emphasised_organisations) ? details.emphasised_organisations : []);
  const organisations = [...listIn(links, 'organisations'), ...listIn(links, 'worldwide_organisations')];
  const ordered = [
    ...listIn(links, 'primary_publishing_organisation').map(
      (link) => [link, 'primary_publishing_organisation'] as const,
    ),
    ...organisations
      .filter((link) => emphasised.has(link.content_id))
      .map((link) => [link, 'emphasised_organisations'] as const),
    ...organisations.map((link) => [link, 'organisations'] as const),
  ];
  for (const [link, from] of ordered) {
    const text = textIn(link, 'title');
    if (text !== undefined) draft.issuers.push({ text, from });
  }
}

function takeAttachments(details: Fields, draft: Draft): void {
  const seen = new Set(draft.links.map((link) => link.url));
  for (const attachment of listIn(details, 'attachments')) {
    const url = webAddress(textIn(attachment, 'url') ?? '', SITE);
    if (url === undefined || textIn(attachment, 'url') === undefined || seen.has(url)) continue;
    seen.add(url);
    const text = cut(fold(textIn(attachment, 'title') ?? ''), 300);
    const link: Link = text === '' ? { url } : { url, text };
    draft.links.push(link);
  }
}

function takeWithdrawal(item: Fields, { now, trace }: FormatInput, draft: Draft): void {
  const notice = fieldsOf(item.withdrawn_notice);
  const explanation = textIn(notice, 'explanation');
  const at = readTime(textIn(notice, 'withdrawn_at') ?? '', 'withdrawn_notice', { now });
  if (explanation === undefined && !at) return;
  const note = readFragment(explanation ?? '', SITE)
    .blocks.map((block) => block.text)
    .join(' ');
  const withdrawn: Withdrawn = { ...(at ? { at } : {}), note: cut(note, NOTE_MOST) };
  draft.withdrawn = withdrawn;
  trace?.('withdrawn', withdrawn.note, 'withdrawn_notice', at?.stated);
}

/** Who gave a speech and when: no publication, but worth telling who asks. */
function traceSpeech(details: Fields, links: Fields, { trace }: FormatInput): void {
  const delivered = textIn(details, 'delivered_on');
  if (trace === undefined || delivered === undefined) return;
  const speaker = listIn(links, 'speaker').map((link) => textIn(link, 'title'))[0];
  trace('delivered', delivered, 'delivered_on', speaker === undefined ? undefined : `by ${speaker}`);
}
