import { Readability } from '@mozilla/readability';
import type { RawReleasePresent } from '@presswatch/events';
import { parseHTML } from 'linkedom';

/** Seconds that the peer takes for pages: the document tree by linkedom, the article by @mozilla/readability. */
export function peerSeconds(pages: readonly RawReleasePresent[]): number {
  const started = performance.now();
  for (const { bytes } of pages) {
    const { document } = parseHTML(Buffer.from(bytes, 'base64').toString());
    try {
      new Readability(document as unknown as ConstructorParameters<typeof Readability>[0]).parse();
    } catch {
      // Pages without a body throw in it; the time until then counts all the same.
    }
  }
  return (performance.now() - started) / 1000;
}
