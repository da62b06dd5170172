import type { RawRelease } from '@presswatch/events';
import { parseRelease } from '@presswatch/parser';
import { generateReleases, type ReleaseForm } from '@presswatch/testkit';

const NOW = Date.UTC(2026, 0, 2);

/** Parses made-up releases of one form on one core. @returns releases a second */
export async function runParser(form: ReleaseForm, count: number): Promise<number> {
  const raws = [...generateReleases({ seed: 3, count, forms: [form] })].map(
    ({ document, mediaType, slug }): RawRelease => ({
      state: 'present',
      releaseId: '0'.repeat(32),
      capture: { fetchedAt: NOW, sha256: '0'.repeat(64) },
      source: { id: 'bench', kind: 'upload' },
      url: `https://example.org/${slug}`,
      aliases: [],
      mediaType,
      size: document.length,
      bytes: Buffer.from(document).toString('base64'),
    }),
  );
  const parseAll = async () => {
    for (const raw of raws) {
      if ((await parseRelease(raw, { now: NOW })).kind !== 'emit')
        throw new Error(`a made-up ${form} release cannot be parsed`);
    }
  };
  await parseAll(); // warm
  const started = performance.now();
  await parseAll();
  return count / ((performance.now() - started) / 1000);
}
