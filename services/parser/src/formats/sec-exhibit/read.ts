import type { Block } from '@presswatch/events';
import { readTime } from '../../dates/index.ts';
import type { DateContext } from '../../dates/read.ts';
import { type Draft, emptyDraft, type FormatInput } from '../../draft.ts';
import { readDateline } from '../../fields/dateline/read.ts';
import { closingIssuers } from '../../fields/issuer/closing.ts';
import { type Refusal, refuse } from '../../reasons.ts';
import { blocksOf } from '../../text/blocks.ts';
import { groupsOf } from '../../text/groups.ts';
import { linksOf } from '../../text/links.ts';
import { areAddress } from '../html/address-lines.ts';
import { flatBlocks } from '../html/flat.ts';
import { parseDocument } from '../html/parse-document.ts';
import { type Filing, parseFiling, pressRelease } from './filing.ts';
import { sameName, takeHead } from './head.ts';
import { exhibitLines, type Line } from './lines.ts';
import { withoutNoise } from './noise.ts';

/**
 * Reads a press release out of an exhibit 99 or the filing that holds one. EDGAR's HTML says how a page looks and nothing
 * else; the exhibit is one column, so all of it is the release but what the filing and the printed page add.
 */
export function readExhibit(input: FormatInput): Draft | Refusal {
  const filing = parseFiling(input.text);
  const chosen = filing && pressRelease(filing);
  if (filing && !chosen) return without(filing);
  if (chosen) input.trace?.('body', chosen.filename, chosen.type, chosen.description);
  const draft = emptyDraft();
  const ctx: DateContext = { now: input.now, order: 'mdy' };
  const lines = withoutNoise(linesOf(chosen?.text ?? input.text, input, draft));
  draft.blocks = takeHead(lines, filing?.company, draft, ctx).flatMap(blocksOfLine);
  draft.bodyFrom = chosen?.type ?? 'exhibit';
  draft.kinds.push({ text: 'press release', from: 'sec exhibit' });
  takeFiling(filing, draft, ctx);
  return draft;
}

function without(filing: Filing): Refusal {
  const types = [...new Set(filing.documents.map((one) => one.type))].slice(0, 6).join(', ');
  return refuse(
    'not-a-release',
    `The SEC filing${filing.form === undefined ? '' : ` (form ${filing.form})`} has no exhibit 99 to read, where a press release would be; it holds ${types}. Take filings without one off the source.`,
  );
}

const MARKUP = /<(?:html|body|div|p|font|table|br)\b/i;

function linesOf(text: string, input: FormatInput, draft: Draft): Line[] {
  const markup = MARKUP.test(text.slice(0, 64 * 1024));
  const document = markup ? parseDocument(text) : undefined;
  if (document) {
    const { lines, links } = exhibitLines(document.body, input.raw.fetch?.url ?? input.raw.url);
    draft.links = links;
    return lines;
  }
  if (!markup) draft.links = linksOf(text);
  const ctx: DateContext = { now: input.now, order: 'mdy' };
  const starts = (line: string): boolean => readDateline(line.trim(), ctx) !== undefined;
  const blocks = markup ? flatBlocks(text) : blocksOf(groupsOf(text.replace(PAGE_TAG, '\n\n')), starts);
  return blocks.map((block) => plainLine(block));
}

/** Marks of pages, tables and captions in filings of plain text. */
const PAGE_TAG = /<\/?(?:PAGE|TABLE|CAPTION|S|C|FN)>/g;

const plainLine = ({ kind, text }: Block): Line => ({
  kind: kind === 'heading' || kind === 'list-item' || kind === 'table' ? kind : 'paragraph',
  text,
  parts: [text],
  bold: false,
  centred: kind === 'heading',
  afterBreak: false,
});

const HEADING_MOST = 150;
const ENDS_SENTENCE = /(?<!\b(?:Inc|Corp|Ltd|Co|S\.A|N\.V|L\.P))[.;,]$/i;
const blocksOfLine = (line: Line): Block[] =>
  areAddress(line.parts) ? line.parts.map((text) => ({ kind: 'paragraph', text })) : [blockOf(line)];

function blockOf({ kind, text, bold, centred }: Line): Block {
  if (kind === 'table' || kind === 'list-item') return { kind, text };
  const short = text.length <= HEADING_MOST && !ENDS_SENTENCE.test(text);
  return kind === 'heading' || (bold && short) || (centred && short && text === text.toUpperCase())
    ? { kind: 'heading', text, level: 2 }
    : { kind: 'paragraph', text };
}

/** The filer, written as the release itself writes it where it does; the day of filing, where the release has no date. */
function takeFiling(filing: Filing | undefined, draft: Draft, ctx: DateContext): void {
  const { company, filed } = filing ?? {};
  if (company !== undefined) {
    const own = closingIssuers(draft.blocks).find(({ text }) => sameName(text, company));
    draft.issuers.unshift(own ?? { text: company.replace(/\s\/\w{2,4}\/?$/, ''), from: 'sec header' });
  }
  const dated = draft.blocks.slice(0, 8).some((block) => readDateline(block.text, ctx)?.date !== undefined);
  if (draft.published || dated || filed === undefined) return;
  const time = readTime(filed.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'), 'sec filed as of date', ctx);
  if (time) draft.published = time;
}
