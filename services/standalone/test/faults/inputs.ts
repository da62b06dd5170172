import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FeedServer, type GeneratedRelease, generateReleases, startFeedServer } from '@presswatch/testkit';

/** What goes in, and what has to come out: the ledger of the test. */
export interface Inputs extends AsyncDisposable {
  /** Everything put in so far, by title. */
  readonly given: ReadonlyMap<string, GeneratedRelease>;
  /** Inputs that cannot be read: each has to end as a dead letter. */
  readonly poison: ReadonlySet<string>;
  /** Puts the next releases in, part by folder, part by HTTP. */
  give(count: number): Promise<void>;
  readonly sourcesYaml: string;
}

const FEEDS = 3;
const POISON_EVERY = 50;

/** Makes inputs under a folder: `inbox/` is the drop folder, three loopback feeds serve the others. */
export async function makeInputs(folder: string, options: { seed: number; count: number }): Promise<Inputs> {
  const inbox = join(folder, 'inbox');
  await mkdir(inbox, { recursive: true });
  const feeds: FeedServer[] = [];
  for (let n = 0; n < FEEDS; n++) feeds.push(await startFeedServer(`Newsroom ${n}`));
  const releases = generateReleases({ ...options, forms: ['text'], size: 700 });
  const given = new Map<string, GeneratedRelease>();
  const poison = new Set<string>();
  let number = 0;

  /** As a careful program drops a file: complete under another name, then renamed. */
  async function drop(name: string, content: string | Uint8Array): Promise<void> {
    const partial = join(inbox, `.${name}.part`);
    await writeFile(partial, content);
    await rename(partial, join(inbox, name));
  }

  async function giveOne(release: GeneratedRelease): Promise<void> {
    given.set(release.title, release);
    number += 1;
    if (number % POISON_EVERY === 0) {
      const name = `poison-${number}.bin`;
      poison.add(name);
      await drop(name, Buffer.from([0, 1, 2, 3, 0, number % 256, 0, 255, 0]));
    }
    if (number % 3 === 0) feeds[number % FEEDS]?.put(feedItem(release));
    else await drop(`${release.slug}.txt`, release.document);
  }

  return {
    given,
    poison,
    async give(count) {
      for (let n = 0; n < count; n++) {
        const next = releases.next();
        if (next.done) return;
        await giveOne(next.value);
      }
    },
    sourcesYaml: [
      'sources:',
      ...feeds.map((feed, n) => `  - { id: feed-${n}, kind: feed, url: "${feed.feedUrl}", every: 1s, enabled: true }`),
    ].join('\n'),
    async [Symbol.asyncDispose]() {
      for (const feed of feeds) await feed.close();
    },
  };
}

const feedItem = (release: GeneratedRelease) => ({
  path: `news/${release.slug}`,
  guid: release.slug,
  title: release.title,
  summary: release.paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join(''),
  page: { mediaType: 'text/plain', body: release.document },
});
