import { type Case, ownMaterial, readCases } from '@presswatch/eval';
import type { ParsedReleasePresent, RawReleasePresent } from '@presswatch/events';
import { parseRelease } from '@presswatch/parser';
import { generateReleases, type ReleaseForm } from '@presswatch/testkit';
import { openEnricher } from './open-enricher.ts';
import { peerSeconds } from './peer.ts';
import { NOW, rawOf } from './raw-of.ts';

/** Reading on one core, beside its peer in the same run. */
export interface ReadingRun {
  readonly pages: number;
  /** Pages a second: the parser, and @mozilla/readability on linkedom over the same pages. */
  readonly html: number;
  readonly peer: number;
  readonly ratio: number;
  /** Releases of some 4 KB a second, by form. */
  readonly forms: Readonly<Record<string, number>>;
  /** Releases of some 4 KB a second. */
  readonly enricher: number;
  /** For each reader: ms for documents of these sizes in characters; twice the size should take about twice the time. */
  readonly growth: { readonly sizes: readonly number[]; readonly ms: Readonly<Record<string, readonly number[]>> };
}

const ROUNDS = 3;
const FORMS = ['text', 'markdown'] as const satisfies readonly ReleaseForm[];
const SIZES = [50_000, 100_000, 200_000, 400_000, 800_000];

/** @param file gold pages, as the task `extraction` takes them; without one, made-up pages */
export async function runReading(file: string | undefined): Promise<ReadingRun> {
  const pages = await pagesOf(file);
  let [own, peer] = [0, 0];
  await parseSeconds(pages); // warm
  peerSeconds(pages);
  for (let round = 0; round < ROUNDS; round++) {
    own += await parseSeconds(pages);
    peer += peerSeconds(pages);
  }
  const forms: Record<string, number> = {};
  for (const form of FORMS) forms[form] = await formRate(form);
  const enrich = await openEnricher();
  const enricher = await enricherRate(enrich);
  const all = ROUNDS * pages.length;
  const growth = { sizes: SIZES, ms: await growthOf(enrich) };
  return { pages: pages.length, html: all / own, peer: all / peer, ratio: peer / own, forms, enricher, growth };
}

async function pagesOf(file: string | undefined): Promise<RawReleasePresent[]> {
  const cases: AsyncIterable<Case> | Iterable<Case> =
    file === undefined ? (ownMaterial('extraction') ?? []) : readCases(file);
  const pages: RawReleasePresent[] = [];
  for await (const { bytes, contentType, url } of cases) {
    const mediaType = String(contentType).split(';', 1)[0] ?? '';
    const page = rawOf(Buffer.from(String(bytes), 'base64'), mediaType, typeof url === 'string' ? url : undefined);
    if (mediaType === 'text/html') pages.push(page);
  }
  return pages;
}

async function parseSeconds(raws: readonly RawReleasePresent[]): Promise<number> {
  const started = performance.now();
  for (const raw of raws) await parseRelease(raw, { now: NOW });
  return (performance.now() - started) / 1000;
}

const madeUp = (form: ReleaseForm, count: number, size?: number): RawReleasePresent[] =>
  [...generateReleases({ seed: 3, count, forms: [form], ...(size === undefined ? {} : { size }) })].map(
    ({ document, mediaType, slug }) => rawOf(document, mediaType, `https://example.org/${slug}`),
  );

async function formRate(form: ReleaseForm): Promise<number> {
  const raws = madeUp(form, 2000);
  await parseSeconds(raws); // warm
  return raws.length / (await parseSeconds(raws));
}

async function parsedOf(raw: RawReleasePresent): Promise<ParsedReleasePresent> {
  const outcome = await parseRelease(raw, { now: NOW });
  const event = outcome.kind === 'emit' ? outcome.events[0] : undefined;
  if (event?.state !== 'present') throw new Error('a made-up release cannot be parsed');
  return event;
}

type Enrich = Awaited<ReturnType<typeof openEnricher>>;

async function enricherRate(enrich: Enrich): Promise<number> {
  const parsed = await Promise.all(madeUp('text', 1000).map(parsedOf));
  for (const release of parsed) enrich(release); // warm
  const started = performance.now();
  for (const release of parsed) enrich(release);
  return parsed.length / ((performance.now() - started) / 1000);
}

async function growthOf(enrich: Enrich): Promise<Record<string, number[]>> {
  const ms: Record<string, number[]> = { text: [], markdown: [], html: [], enricher: [] };
  for (const size of SIZES) {
    for (const form of ['text', 'markdown', 'html'] as const) {
      const [raw] = madeUp(form, 1, size);
      if (raw === undefined) continue;
      ms[form]?.push(await leastOf(() => parseSeconds([raw])));
      if (form !== 'text') continue;
      const parsed = await parsedOf(raw);
      ms.enricher?.push(
        await leastOf(async () => {
          const started = performance.now();
          enrich(parsed);
          return (performance.now() - started) / 1000;
        }),
      );
    }
  }
  return ms;
}

/** The least of some tries, in ms: what the work costs where nothing else runs. */
async function leastOf(seconds: () => Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) least = Math.min(least, await seconds());
  return least * 1000;
}
