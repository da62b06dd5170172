import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { seededRandom } from '@presswatch/testkit';

/** One release of the bench, as the command `ingest` takes it in NDJSON. */
export interface BenchRelease {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly date: string;
  readonly markdown: string;
}

/** Reads releases from NDJSON, gzipped or not; lines without title or text are left out. */
export function readReleases(path: string): BenchRelease[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as BenchRelease)
    .filter(({ title, markdown }) => typeof title === 'string' && typeof markdown === 'string');
}

const paragraphsOf = (markdown: string): string[] =>
  markdown.split(/\n{2,}|(?<=[.!?]) {2,}/).filter((paragraph) => paragraph.trim() !== '');

/**
 * Makes `count` releases out of a few thousand: the first ones as they are, the others with paragraphs recombined, each
 * with a title and an address of its own, so that nothing repeats and vocabulary and length stay as they were.
 */
export function* recombine(releases: readonly BenchRelease[], count: number, seed = 1): Generator<BenchRelease> {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)] as T;
  for (let n = 0; n < count; n++) {
    const own = releases[n % releases.length];
    if (own === undefined) throw new Error('there are no releases to make more of');
    if (n < releases.length) {
      yield own;
      continue;
    }
    const paragraphs = paragraphsOf(own.markdown).map((text) => pick([text, ...paragraphsOf(pick(releases).markdown)]));
    const title = `${own.title} (${n.toString(36)})`;
    yield { ...own, id: `${own.id}#${n}`, url: `${own.url}/${n}`, title, markdown: paragraphs.join('\n\n') };
  }
}
