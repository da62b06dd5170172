import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
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
const SEEDS = fileURLToPath(new URL('../../../seeds/releases', import.meta.url));
const SEED_TITLE = /^The UK will work to identify, expose and counter Russian attempts/;

/** A release that would take the page over, could it run anything. */
const HOSTILE = `<!doctype html><html><head><title>Markup &lt;img src=x onerror="document.title='taken'"&gt; in a title</title></head>
<body><article><h1>Markup &lt;img src=x onerror="document.title='taken'"&gt; in a title</h1>
<script>document.title = 'taken'; window.taken = 1; fetch('/taken');</script>
<p onclick="window.taken=2">The hostile quay says &lt;script&gt;window.taken = 3&lt;/script&gt; in its text, and means it.</p>
<img src="x" onerror="window.taken=4"><svg onload="window.taken=5"></svg>
<p>See <a href="javascript:window.taken=6">the notice to masters</a> for what else the harbour board has to say.</p>
<iframe srcdoc="<script>parent.taken=7</script>"></iframe>
</article></body></html>`;

let world: World;
let app: RunningApp;
let context: BrowserContext | undefined;
let page: Page;
let faults: string[];

async function launch(profile: string): Promise<BrowserContext> {
  if (!existsSync(CHROMIUM)) throw new Error(`there is no ${CHROMIUM}: apt-get install chromium`);
  await mkdir(profile);
  return chromium.launchPersistentContext(profile, { executablePath: CHROMIUM, args: FLAGS, headless: true });
}

beforeAll(async () => {
  world = await createWorld({ PRESSWATCH_SEEDS: SEEDS });
  context = await launch(join(world.folder, 'profile'));
  app = await world.start();
  await world.drop('hostile.html', HOSTILE);
  await vi.waitFor(async () => expect((await app.search('')).total.value).toBe(2), PATIENCE);
});
afterAll(async () => {
  await context?.close();
  await world?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  if (context === undefined) throw new Error('no browser');
  page = await context.newPage();
  faults = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      faults.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('requestfailed', (request) => faults.push(`${request.url()} failed`));
  await page.goto(app.address);
});
afterEach(() => page.close());

/** Types a query and waits until its answer stands there. */
async function search(query: string): Promise<void> {
  await page.getByRole('searchbox').fill(query);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.waitForURL((url) => new URLSearchParams(url.hash.split('?')[1]).get('q') === query);
  await page.locator('main:not([aria-busy])').waitFor();
}

describe('the page', () => {
  it('shows everything at first, searches, and opens a release with its names marked', async () => {
    await page.getByText('2 releases').first().waitFor();
    await search('"flow of cargo" country:KP');
    const hit = page.getByRole('link', { name: SEED_TITLE });
    expect(await page.locator('ol.hits > li').count()).toBe(1);
    expect(await page.locator('ol.hits mark').allTextContents()).not.toEqual([]);
    await hit.click();
    await page.getByRole('heading', { level: 1, name: SEED_TITLE }).waitFor();
    const text = page.locator('article');
    expect(await text.locator('mark.person').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining('Putin'), 'Kim Jong-Un']),
    );
    expect(await text.locator('mark.org').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining('1718 Panel of Experts')]),
    );
    expect(await text.locator('mark.place').allTextContents()).toEqual(
      expect.arrayContaining(['Kharkiv', 'Pyongyang']),
    );
    expect(await text.textContent()).toContain('zone not stated');
    expect(await text.locator('> p').count()).toBe(7);
    for (const stage of ['fetcher', 'parser', 'enricher', 'indexer']) {
      expect(await page.getByRole('cell', { name: stage, exact: true }).count()).toBe(1);
    }
    expect(faults).toEqual([]);
  });

  it('goes back to the results, and opens a release by its address', async () => {
    await search('munitions');
    await page.getByRole('link', { name: SEED_TITLE }).click();
    await page.getByRole('heading', { level: 1, name: SEED_TITLE }).waitFor();
    const address = page.url();
    await page.goBack();
    await page.locator('ol.hits > li').waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('munitions');
    await page.goto('about:blank');
    await page.goto(address);
    await page.getByRole('heading', { level: 1, name: SEED_TITLE }).waitFor();
    expect(faults).toEqual([]);
  });

  it('narrows by a facet', async () => {
    await page.locator('aside').getByRole('link', { name: 'Foreign, Commonwealth & Development Office' }).click();
    await page.getByText('1 release', { exact: true }).first().waitFor();
    expect(await page.locator('ol.hits > li').count()).toBe(1);
    await page.getByRole('link', { name: SEED_TITLE }).waitFor();
    expect(faults).toEqual([]);
  });

  it('gives the original bytes as a download', async () => {
    await search('munitions');
    await page.getByRole('link', { name: SEED_TITLE }).click();
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: 'original bytes' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toMatch(/\.txt$/);
    expect(await download.failure()).toBeNull();
    await download.delete();
  });

  it('says what is wrong with a query, where, and what to write instead', async () => {
    await search('(sanctions');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/\^/);
    const { errors } = (await (await fetch(`${app.address}/api/v1/releases?q=(sanctions`)).json()) as {
      errors: { message: string; remedy: string }[];
    };
    expect(await alert.textContent()).toContain(errors[0]?.message);
    expect(await alert.textContent()).toContain(errors[0]?.remedy);
    await search('sanctions'); // it goes on from there
    await page.getByRole('link', { name: SEED_TITLE }).waitFor();
    expect(faults.filter((fault) => !/status of 400/.test(fault))).toEqual([]);
  });

  it('says that nothing was found, and what to try', async () => {
    await search('xylophonic');
    await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
    expect(await page.locator('main').textContent()).toMatch(/Try /);
    expect(faults).toEqual([]);
  });

  it('runs nothing that a release holds', async () => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    page.on('dialog', (dialog) => faults.push(dialog.message()));
    await search('hostile quay');
    await page.getByRole('link', { name: /^Markup/ }).click();
    await page.locator('article').waitFor();
    const heading = await page.getByRole('heading', { level: 1 }).textContent();
    expect(heading).toContain('<img src=x onerror='); // shown as text
    expect(await page.locator('article').textContent()).toContain('<script>window.taken = 3</script>');
    expect(await page.locator('main').locator('img, script, iframe, svg, [onclick]').count()).toBe(0);
    expect(await page.locator('main a[href^="javascript"]').count()).toBe(0);
    expect(await page.evaluate(() => 'taken' in globalThis)).toBe(false);
    expect(await page.title()).not.toBe('taken');
    expect(requests.filter((path) => !/^\/(?:api\/v1\/.*|page\/[a-z.-]+)?$/.test(path))).toEqual([]);
    expect(faults).toEqual([]);
  });
});

it('says how releases come in, where there are none yet', async () => {
  await using empty = await createWorld();
  const fresh = await empty.start();
  await page.goto(fresh.address);
  await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
  expect(await page.locator('main').textContent()).toContain('npm run presswatch -- ingest');
  expect(faults).toEqual([]);
});
