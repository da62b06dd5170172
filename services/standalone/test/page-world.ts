import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { buildPage, isPageBuilt } from '../../../infra/bootstrap/page.mjs';
import { createWorld, PATIENCE, type RunningApp, type World } from './world.ts';

// The page in a real browser: Debian's Chromium, steered by playwright-core.

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export const SEEDS = join(ROOT, 'seeds/releases');
export const SEED_TITLE = /^The UK will work to identify, expose and counter Russian attempts/;

const article = (title: string, body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head>
<body><article><h1>${title}</h1>${body}</article></body></html>`;

/** A release that would take the page over, could it run anything, and ask elsewhere, could it reach anything. */
const HOSTILE = article(
  `Markup &lt;img src=x onerror="document.title='taken'"&gt; in a title`,
  `<script>document.title = 'taken'; window.taken = 1; fetch('/taken');</script>
<p onclick="window.taken=2">The hostile quay says &lt;script&gt;window.taken = 3&lt;/script&gt; in its text, and means it.</p>
<img src="http://elsewhere.example/x.png" onerror="window.taken=4"><svg onload="window.taken=5"></svg>
<p>See <a id="lure" href="javascript:parent.taken=6">the notice to masters</a>, or <a id="away" href="http://elsewhere.example/">elsewhere</a>.</p>
<svg width="90" height="20"><a id="drawn" target="_self" href="http://elsewhere.example/"><text y="15">drawn</text></a></svg>
<iframe srcdoc="<script>parent.taken=7</script>"></iframe><form action="http://elsewhere.example/"><button>Send</button></form>`,
  `<base href="http://elsewhere.example/"><link rel="preconnect" href="http://elsewhere.example/">
<link rel="stylesheet" href="http://elsewhere.example/x.css"><meta http-equiv="refresh" content="0;url=http://elsewhere.example/">`,
);

const QUAY = [
  'The Board of Harbours said today that the north quay stays closed until 30 November, after divers found cracks.',
  'No ship will berth there until the engineers are satisfied, said Margaret Osei, who chairs the board in London.',
  'Ferries to France and Norway sail from the south quay, and cargo for Germany goes through the old lock meanwhile.',
  'Forwarders are asked to book their berths through the usual desk, and to allow two more days for the papers.',
  'Residents may send questions to the board, which answers them at its next meeting in the town hall.',
];
export const QUAY_TITLE = 'North quay stays closed until the end of November';
export const QUAY_CORRECTED = 'North quay stays closed until the middle of December';

const quay = (title: string, first: string): string =>
  article(title, [first, ...QUAY.slice(1)].map((text) => `<p>${text}</p>`).join('\n'));

/** What the page shows in these tests: the seed, a corrected release, another, a hostile one, a dead letter. */
async function bringIn(world: World, app: RunningApp): Promise<void> {
  const first = QUAY[0] ?? '';
  await world.drop('hostile.html', HOSTILE);
  await world.drop('quay.html', quay(QUAY_TITLE, first));
  await world.drop('lock.html', quay('The old lock opens on Sundays', `${first} The old lock opens on Sundays.`));
  await world.drop('empty.txt', '');
  await vi.waitFor(async () => expect((await app.search('')).total.value).toBe(4), PATIENCE);
  await world.drop('quay.html', quay(QUAY_CORRECTED, first.replace('30 November', '14 December')));
  await vi.waitFor(async () => {
    expect((await app.search('title:december')).total.value).toBe(1);
    expect((await app.get('/dead-letters')).body.items).toHaveLength(1);
  }, PATIENCE);
}

/** Fields that few releases have, and what became of them since. */
const RICH = {
  tickers: [{ exchange: 'LSE', symbol: 'QUAY', stated: '(LSE: QUAY)' }],
  contacts: [
    {
      name: 'Jane Doe',
      role: 'Press officer',
      emails: ['press@harbours.example'],
      phones: ['+44 20 7946 0000'],
      urls: ['javascript:alert(1)', 'https://harbours.example/desk'],
    },
  ],
  history: [
    {
      at: { value: '2026-11-22T09:30', precision: 'minute', zone: '+00:00', stated: '22 November 2026', from: 'test' },
      note: 'The date of reopening was corrected.',
    },
  ],
  withdrawn: { note: 'This notice no longer holds: the lock stays open.' },
  provenance: { language: 'recognised', body: 'readability' },
};

/** Shows a release as if it had every field, had been withdrawn by its issuer and were gone from its source. */
export async function enrich(page: Page, id: string): Promise<void> {
  await page.route(`**/api/v1/releases/${id}`, async (route) => {
    const response = await route.fetch();
    const release = (await response.json()) as { content: object };
    const json = { ...release, withdrawnAt: Date.UTC(2026, 10, 23, 9), content: { ...release.content, ...RICH } };
    await route.fulfill({ response, json });
  });
}

/** A running Presswatch with releases, and a browser. */
export interface PageWorld extends AsyncDisposable {
  readonly world: World;
  readonly app: RunningApp;
  open(settings?: { readonly width?: number; readonly scheme?: 'light' | 'dark' }): Promise<OpenPage>;
  /** The release's id. */
  idOf(query: string): Promise<string>;
}

export interface OpenPage {
  readonly page: Page;
  /** What the console, the page and the network complained of, but for answers of 400 and 404, which tests provoke. */
  readonly faults: string[];
  /** Hosts other than the page's own that something was sent to. */
  readonly elsewhere: string[];
}

export async function openPageWorld(): Promise<PageWorld> {
  if (!existsSync(CHROMIUM)) throw new Error(`there is no ${CHROMIUM}: apt-get install chromium`);
  if (!isPageBuilt(ROOT)) buildPage(ROOT, process.execPath);
  const world = await createWorld({ PRESSWATCH_SEEDS: SEEDS });
  const closing: (() => PromiseLike<void>)[] = [() => world[Symbol.asyncDispose]()];
  const close = async () => {
    for (const end of closing.toReversed()) await end();
  };
  try {
    const app = await world.start();
    const context = await launch(join(world.folder, 'profile'));
    closing.push(() => context.close());
    await bringIn(world, app);
    return {
      world,
      app,
      open: ({ width = 1280, scheme = 'light' } = {}) => openPage(context, app.address, width, scheme),
      async idOf(query) {
        const [hit] = (await app.search(query)).hits;
        if (hit === undefined) throw new Error(`nothing found for ${query}`);
        return hit.releaseId;
      },
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function launch(profile: string): Promise<BrowserContext> {
  await mkdir(profile);
  return chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: FLAGS,
    headless: true,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
}

async function openPage(
  context: BrowserContext,
  address: string,
  width: number,
  colorScheme: 'light' | 'dark',
): Promise<OpenPage> {
  const page = await context.newPage();
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  const faults: string[] = [];
  const elsewhere: string[] = [];
  page.on('console', (message) => {
    const isWrong = message.type() === 'error' || message.type() === 'warning';
    if (isWrong && !/status of 40[04]/.test(message.text())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('dialog', (dialog) => faults.push(dialog.message()));
  page.on('popup', (popup) => elsewhere.push(`window: ${popup.url()}`));
  page.on('response', (response) => {
    if (!response.url().startsWith(address)) elsewhere.push(response.url());
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // The policy stops a request before it is sent; a search that another letter overtakes is aborted.
    if (!/csp|ERR_BLOCKED_BY_CSP|ERR_ABORTED/.test(why)) elsewhere.push(`${request.url()} ${why}`);
  });
  return { page, faults, elsewhere };
}
