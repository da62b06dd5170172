import type { Block, Dateline, Ticker } from '@presswatch/events';
import type { DateContext } from '../dates/index.ts';
import type { BytesInput, Draft } from '../draft.ts';
import { findContacts } from './contacts/find.ts';
import { type FoundDateline, findDateline } from './dateline/find.ts';
import { explainFields } from './explain.ts';
import type { Fields } from './fields.ts';
import { findIssuer } from './issuer/index.ts';
import { markClosing, markParts } from './parts/mark.ts';
import { findTickers } from './tickers/find.ts';
import { soundsLikeWire } from './wires.ts';

/** Finds the fields of a release in its blocks, and weighs them with what its format found. */
export function findFields(
  draft: Draft,
  blocks: readonly Block[],
  title: string,
  input: BytesInput,
  ctx: DateContext,
): Fields {
  const marked = markParts(blocks);
  const year = draft.published === undefined ? undefined : Number(draft.published.value.slice(0, 4));
  const { dateline: found, byline, dated: day } = draft.dateline ? {} : findDateline(marked.blocks, ctx, year);
  const dateline = draft.dateline ?? (found && datelineOf(found, marked.blocks));
  const contacts = [...(draft.contacts ?? []), ...findContacts(marked.blocks)];
  const evidence = { title, blocks: marked.blocks, abouts: marked.abouts, dateline: found, byline, contacts };
  const choice = findIssuer(draft, evidence, input);
  const { issuer } = choice;
  const dated = found?.reading.date ?? byline?.date ?? day;
  const wire = dateline?.wire !== undefined && soundsLikeWire(dateline.wire) ? dateline.wire : undefined;
  const fields: Fields = {
    blocks: issuer ? markClosing(marked.blocks, issuer.name) : marked.blocks,
    ...(issuer ? { issuer } : {}),
    ...(dateline ? { dateline } : {}),
    ...(wire === undefined ? {} : { distributor: { name: wire } }),
    ...(dated ? { dated } : {}),
    tickers: tickersOf(draft, title, marked.blocks),
    contacts,
  };
  if (input.trace) explainFields(fields, choice, found?.block, input.trace);
  return fields;
}

function datelineOf({ block, reading }: FoundDateline, blocks: readonly Block[]): Dateline {
  const { place, date, wire, length } = reading;
  return {
    ...(place === undefined ? {} : { place: place.slice(0, 200) }),
    ...(date ? { date } : {}),
    ...(wire === undefined ? {} : { wire: wire.slice(0, 200) }),
    stated: (blocks[block]?.text ?? '').slice(0, Math.min(length, 300)).trim(),
  };
}

function tickersOf(draft: Draft, title: string, blocks: readonly Block[]): Ticker[] {
  const found = new Map((draft.tickers ?? []).map((ticker) => [`${ticker.exchange}:${ticker.symbol}`, ticker]));
  findTickers(title, found);
  for (const { text, kind } of blocks) if (kind !== 'code') findTickers(text, found);
  return [...found.values()];
}
