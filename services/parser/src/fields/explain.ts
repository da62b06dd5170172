import type { Contact } from '@presswatch/events';
import type { Trace } from '../trace.ts';
import type { Fields } from './fields.ts';
import type { Choice } from './issuer/choose.ts';

/** Tells what was found for each field and where, and which names for the issuer were passed over. */
export function explainFields(
  fields: Fields,
  { issuer, passed }: Choice,
  block: number | undefined,
  trace: Trace,
): void {
  if (issuer) trace('issuer', issuer.name, issuer.from);
  for (const { name, from, why } of passed) trace('issuer', name, from, `passed over: ${why}`);
  const { dateline } = fields;
  const from = block === undefined ? 'document' : `block ${block + 1}`;
  if (dateline) {
    const note = `stated as ${dateline.stated}`;
    if (dateline.place !== undefined) trace('dateline.place', dateline.place, from, note);
    if (dateline.date) trace('dateline.date', dateline.date.value, from, note);
    if (dateline.wire !== undefined) trace('dateline.wire', dateline.wire, from, note);
  }
  for (const { exchange, symbol, stated } of fields.tickers) {
    trace('ticker', `${exchange}:${symbol}`, 'text', `stated as ${stated}`);
  }
  for (const contact of fields.contacts) trace('contact', contactLine(contact), 'contact block');
  explainParts(fields, trace);
}

const contactLine = ({ name, role, organisation, emails, phones }: Contact): string =>
  [name, role, organisation, ...emails, ...phones].filter((one) => one !== undefined).join(', ');

/** One line a run of blocks: `blocks 8 to 11`. */
function explainParts({ blocks }: Fields, trace: Trace): void {
  for (let start = 0; start < blocks.length; ) {
    const part = blocks[start]?.part;
    let end = start;
    while (end + 1 < blocks.length && blocks[end + 1]?.part === part) end++;
    const where = start === end ? `block ${start + 1}` : `blocks ${start + 1} to ${end + 1}`;
    if (part !== undefined) trace('part', part, where, `begins ${blocks[start]?.text.slice(0, 60)}`);
    start = end + 1;
  }
}
