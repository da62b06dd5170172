import type { BenchRelease } from '@presswatch/bench';
import { readCases } from '@presswatch/eval';
import { generateReleases } from '@presswatch/testkit';
import { distributedReport } from './distributed-report.ts';
import { type DistributedResults, measureDistributed } from './measure.ts';
import type { DistributedPart } from './parts.ts';

/** What the bench of the services on servers is asked for. */
export interface DistributedWish {
  readonly releases: readonly BenchRelease[];
  /** NDJSON(.gz) of pages as `{url, contentType, bytes}`; without one made-up pages. */
  readonly pagesFile: string | undefined;
  readonly counts: readonly number[];
  readonly parts: ReadonlySet<DistributedPart>;
  readonly profiles: string | undefined;
  readonly say: (text: string) => void;
}

const PACED_SECONDS = 60;
const MOST_PAGES = 4000;

export async function runDistributed(wish: DistributedWish): Promise<{ results: DistributedResults; text: string }> {
  const most = Math.max(...wish.counts);
  const results = await measureDistributed({
    ...wish,
    pages: wish.pagesFile === undefined ? madeUpPages(Math.min(MOST_PAGES, most)) : await readPages(wish.pagesFile),
    pacedSeconds: Math.min(PACED_SECONDS, most / 50),
  });
  return { results, text: distributedReport(results) };
}

/** Long pages with much around the text, as on the web, so that reading them is what takes the time. */
function madeUpPages(count: number): object[] {
  const links = Array.from({ length: 400 }, (_, n) => `<li><a href="/section/${n}">Section ${n} of the site</a></li>`);
  const around = `<nav><ul>${links.join('')}</ul></nav>`;
  return [...generateReleases({ seed: 5, count, forms: ['html'], size: 12_000 })].map(({ slug, document }) => ({
    url: `https://example.org/pages/${slug}`,
    html: document.replace(/<\/body>/i, `${around}</body>`),
  }));
}

async function readPages(file: string): Promise<object[]> {
  const pages: object[] = [];
  for await (const { bytes, contentType, url } of readCases(file)) {
    if (!String(contentType).startsWith('text/html')) continue;
    pages.push({ url, html: Buffer.from(String(bytes), 'base64').toString() });
  }
  return pages;
}
