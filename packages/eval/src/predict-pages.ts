import type { StatedTime } from '@presswatch/events';
import type { Prediction } from './measures/measure.ts';
import type { Case } from './ndjson.ts';
import { documentOf, type Readers, rawReleaseOf, textDocumentOf } from './readers.ts';

const isoOf = (time: StatedTime | undefined): string | null =>
  time === undefined ? null : `${time.value}${time.value.includes('T') ? (time.zone ?? '') : ''}`;

/** Title, body and publication of a page: the tasks `extraction` and `dates`. */
export async function predictPage(given: Case, readers: Readers): Promise<Prediction> {
  const parsed = await readers.parse(rawReleaseOf(documentOf(given), readers.now));
  if (parsed === null) return { id: given.id, title: null, body: '', published: null };
  const body = parsed.body.map((block) => block.text).join('\n\n');
  return { id: given.id, format: parsed.format, title: parsed.title, body, published: isoOf(parsed.published) };
}

/** Issuer, dateline and tickers of a release in plain text, as parsed. */
export async function predictFields(given: Case, readers: Readers): Promise<Readonly<Record<string, unknown>>> {
  const parsed = await readers.parse(rawReleaseOf(textDocumentOf(given), readers.now));
  return {
    id: given.id,
    ...(parsed === null ? {} : { format: parsed.format }),
    issuer: parsed?.issuer?.name ?? null,
    datelinePlace: parsed?.dateline?.place ?? null,
    datelineDate: parsed?.dateline?.date?.value.slice(0, 10) ?? null,
    tickers: (parsed?.tickers ?? []).map(({ exchange, symbol }) => `${exchange}:${symbol}`),
  };
}
