import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  enrich,
  type OpenPage,
  openPageWorld,
  type PageWorld,
  QUAY_CORRECTED,
  QUAY_TITLE,
  SEED_TITLE,
} from './page-world.ts';
import { createWorld } from './world.ts';

let pages: PageWorld;
let page: Page;
let opened: OpenPage;

beforeAll(async () => {
  pages = await openPageWorld();
});
afterAll(() => pages?.[Symbol.asyncDispose]());

beforeEach(async () => {
  opened = await pages.open();
  ({ page } = opened);
});
afterEach(async () => {
  await page.close();
  expect(opened.faults).toEqual([]);
  expect(opened.elsewhere).toEqual([]);
});

const go = (path: string) => page.goto(pages.app.address + path);
const box = () => page.getByRole('searchbox');
const hits = () => page.locator('.hit');
const query = () => new URL(page.url()).searchParams.get('q');

/** Waits until the results are those of so many releases. */
const total = (text: string) => page.locator('.total', { hasText: new RegExp(`^${text}$`) }).waitFor();

describe('searching', () => {
  it('finds as one types, keeps the results while it looks, and says so in the address', async () => {
    await go('/');
    await total('4 releases');
    await box().pressSequentially('cargo', { delay: 15 });
    await total('3 releases');
    expect(query()).toBe('cargo');
    await box().pressSequentially(' pyongyang', { delay: 15 });
    await total('1 release');
    expect(await page.locator('.hit mark').allTextContents()).toEqual(expect.arrayContaining(['Pyongyang']));
    expect(await page.getByRole('status').last().textContent()).toBe('1 release'); // for screen readers
    await page.goBack(); // all the typing was one step
    await total('4 releases');
    expect(await box().inputValue()).toBe('');
  });

  it('shows what was typed last, whichever answer comes first', async () => {
    await go('/');
    await total('4 releases');
    const late = Promise.withResolvers<void>();
    const isLate = (url: string) => /[?&]q=cargo&/.test(url);
    await page.route(
      (url) => isLate(url.href),
      (route) => late.promise.then(() => route.continue()),
    );
    const asked = page.waitForRequest((request) => isLate(request.url()));
    const over = new Promise<void>((resolve) => {
      for (const event of ['requestfailed', 'requestfinished'] as const) {
        page.on(event as 'requestfailed', (request) => isLate(request.url()) && resolve());
      }
    });
    await box().fill('cargo');
    await asked;
    await box().fill('cargo pyongyang');
    await total('1 release');
    late.resolve();
    await over; // dropped by the page, or answered
    await page.evaluate('new Promise(requestAnimationFrame)');
    expect(await page.locator('.total').textContent()).toBe('1 release');
    expect(query()).toBe('cargo pyongyang');
  });

  it('marks what is wrong with a query, says what to write instead, and loses no results', async () => {
    await go('/?q=cargo');
    await total('3 releases');
    await box().fill('cargo (tilte:quay');
    const fault = page.locator('.fault');
    await fault.waitFor();
    expect(await fault.locator('mark').allTextContents()).toEqual(['(', 'tilte:']);
    expect(await fault.textContent()).toContain('title:');
    expect(await hits().count()).toBe(3);
    expect(await box().getAttribute('aria-invalid')).toBe('true');
    await box().fill('cargo title:quay');
    await total('1 release');
    expect(await fault.count()).toBe(0);
  });

  it('narrows by facets, shows them as chips, and takes them out again', async () => {
    await go('/?q=cargo');
    await page.locator('.facet a', { hasText: 'North Korea' }).first().click();
    await total('1 release');
    expect(query()).toBe('cargo country:KP');
    await page.getByRole('button', { name: 'Remove the filter Country North Korea' }).click();
    await total('3 releases');
    expect(query()).toBe('cargo');
    await page.goBack();
    await total('1 release');
  });

  it('goes back to the results as they were', async () => {
    await go('/?q=munitions');
    await page.getByRole('link', { name: SEED_TITLE }).click();
    await page.getByRole('heading', { level: 1, name: SEED_TITLE }).waitFor();
    await page.goBack();
    await total('1 release');
    expect(await box().inputValue()).toBe('munitions');
    expect(await page.evaluate('document.activeElement?.textContent')).toMatch(SEED_TITLE);
  });

  it('says that nothing was found, and what to try', async () => {
    await go('/?q=xylophonic+lang:en');
    await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
    await page.getByRole('link', { name: 'Search without lang:en' }).click();
    await page.waitForURL(/q=xylophonic$/);
  });

  it('tells of releases that come in meanwhile, and moves nothing until asked to', async () => {
    await go('/?q=breakwater');
    await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
    await page.waitForResponse((response) => response.url().includes('seen-after')); // it watches
    await pages.world.drop('new.txt', 'The breakwater is whole again\n\nThe breakwater was mended in the night.\n');
    const arrived = page.getByRole('button', { name: '1 new release' });
    await arrived.waitFor();
    expect(await hits().count()).toBe(0);
    await arrived.click();
    await total('1 release');
  });

  it('says that the server is away, and goes on when it is back', async () => {
    await go('/');
    await total('\\d releases');
    await page.route('**/api/v1/releases?*', (route) => route.abort('connectionrefused'));
    await box().fill('cargo');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('npm start');
    await page.unroute('**/api/v1/releases?*');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await total('3 releases');
    const refused = (line: string) => /ERR_CONNECTION_REFUSED/.test(line);
    expect(opened.faults.splice(0).every(refused)).toBe(true);
    expect(opened.elsewhere.splice(0).every(refused)).toBe(true);
  });
});

describe('a release', () => {
  it('shows its names marked and explained, and its fields with where they came from', async () => {
    await go(`/releases/${await pages.idOf('munitions')}`);
    await page.getByRole('heading', { level: 1, name: SEED_TITLE }).waitFor();
    for (const [type, names] of [
      ['person', ['Kim Jong-Un']],
      ['org', ['UN']],
      ['place', ['Kharkiv', 'Pyongyang']],
    ] as const) {
      expect(await page.locator(`.body .t-${type}`).allTextContents()).toEqual(expect.arrayContaining([...names]));
    }
    await page.locator('.body .name', { hasText: 'Pyongyang' }).first().hover();
    const card = page.getByRole('dialog', { name: 'Pyongyang' });
    await card.waitFor();
    expect(await card.textContent()).toMatch(/Place.*It stands in the list|Found by the rule/s);
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    const fields = await page.locator('.facts').textContent();
    expect(fields).toMatch(/Issuer.*Foreign, Commonwealth & Development Office.*from/s);
    expect(fields).toContain('zone not stated');
    expect(await page.locator('.facts').first().locator('time').first().textContent()).toMatch(/^28 Jun 2024/);
  });

  it('goes from mention to mention, and marks no type that is switched off', async () => {
    await go(`/releases/${await pages.idOf('munitions')}`);
    await page.getByRole('button', { name: /^Russia \d+ mentions/ }).click();
    const focused = () => page.evaluate('document.activeElement?.textContent');
    expect(await focused()).toBe('Russia');
    const places = await page.locator('.release .t-place.name').count();
    expect(places).toBeGreaterThan(5);
    await page.getByRole('button', { name: /^Places/ }).click();
    expect(await page.locator('.release .t-place.name').count()).toBe(0);
    await page.getByRole('button', { name: /^Places/ }).click();
    expect(await page.locator('.release .t-place.name').count()).toBe(places);
  });

  it('compares its revisions word by word', async () => {
    const id = await pages.idOf('title:december');
    await go(`/releases/${id}/revisions`);
    await page.locator('.diff').waitFor();
    expect(await page.locator('.diff del').allTextContents()).toEqual(['end', 'November', '30 November']);
    expect(await page.locator('.diff ins').allTextContents()).toEqual(['middle', 'December', '14 December']);
    await page.getByRole('button', { name: '2 unchanged paragraphs' }).or(page.locator('.fold')).first().click();
    expect(await page.locator('.fold').count()).toBe(0);
    await page.getByRole('button', { name: 'Side by side' }).click();
    expect(await page.locator('.row-pair').count()).toBe(2);
    await page.getByLabel('Newer revision').selectOption('1');
    await page.getByText('The same words', { exact: false }).or(page.locator('.row-same').first()).first().waitFor();
    expect(new URL(page.url()).searchParams.get('to')).toMatch(/^\d+-/);
    expect(await page.locator('.revision-title').allTextContents()).toEqual([QUAY_CORRECTED, QUAY_TITLE]);
  });

  it('shows its original as text and as a page, and gives its bytes', async () => {
    const id = await pages.idOf('title:december');
    await go(`/releases/${id}/original`);
    await page.locator('.source', { hasText: '<!doctype html>' }).waitFor();
    await page.getByRole('link', { name: 'Page', exact: true }).click();
    await page.frameLocator('iframe').getByRole('heading', { name: QUAY_CORRECTED }).waitFor();
    await page.getByLabel(/^Look of/).selectOption({ index: 1 });
    await page.frameLocator('iframe').getByRole('heading', { name: QUAY_TITLE }).waitFor();
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toMatch(/\.html$/);
    expect(await download.failure()).toBeNull();
    await download.delete();
  });

  it('shows fields that few have, and that it was withdrawn and is gone from its source', async () => {
    const id = await pages.idOf('title:lock');
    await enrich(page, id);
    await go(`/releases/${id}`);
    await page.getByRole('heading', { name: 'No longer at its source' }).waitFor();
    await page.getByRole('heading', { name: 'The issuer withdrew this release' }).waitFor();
    const text = await page.locator('.beside').textContent();
    for (const shown of ['LSE QUAY', 'Press officer', '22 Nov 2026, 10:30', 'was corrected', 'the words of the text']) {
      expect(text).toContain(shown);
    }
    expect(await page.getByRole('link', { name: 'press@harbours.example' }).getAttribute('href')).toMatch(
      /^mailto:press@/,
    );
    const [lure, desk] = ['javascript:alert(1)', 'https://harbours.example/desk'];
    expect(text).toContain(lure); // told, and no link
    expect(await page.locator('.contacts a[href^="http"]').allTextContents()).toEqual([desk]);
    expect(await page.locator('.contacts a').count()).toBe(3);
  });

  it('shows its way', async () => {
    await go(`/releases/${await pages.idOf('title:lock')}/way`);
    await page.locator('.way').first().waitFor();
    const stages = await page.locator('.way').last().locator('.way-stage').allTextContents();
    expect(stages.join()).toMatch(/Fetched.*Acknowledged.*Parser.*Enricher.*Indexer/s);
  });
});

describe('beside the releases', () => {
  it('lists dead letters with reasons, and says how to replay one', async () => {
    await go('/dead-letters');
    await page.getByRole('link', { name: 'Empty: empty.txt' }).click();
    await page.getByRole('heading', { level: 1, name: /Empty/ }).waitFor();
    const text = await page.locator('main').textContent();
    expect(text).toMatch(/npm run presswatch -- dlq replay \S+/);
    expect(text).toContain('empty.txt');
    await page.getByRole('button', { name: 'Copy the command that replays it' }).click();
    await page.getByText('Copied').first().waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^npm run presswatch -- dlq replay /);
    await go('/dead-letters?status=discarded');
    await page.getByRole('heading', { name: 'No dead letters here' }).waitFor();
  });

  it('shows sources and pipeline, help with examples, and what is nowhere', async () => {
    await go('/sources');
    await page.getByRole('heading', { name: 'Parser' }).waitFor();
    await page.getByRole('link', { name: 'Drop folder' }).click();
    await page.waitForURL(/q=source%3Ainbox/);
    await go('/help');
    await page.getByRole('link', { name: 'nuclear test' }).click();
    await page.waitForURL(/q=nuclear\+test/);
    await go(`/releases/${'0'.repeat(32)}`);
    await page.getByRole('heading', { name: 'There is no such release' }).waitFor();
  });
});

it('says how releases come in, where there are none yet', async () => {
  await using empty = await createWorld();
  const fresh = await empty.start();
  await page.goto(fresh.address);
  await page.getByRole('heading', { name: 'No release has come in yet' }).waitFor();
  expect(await page.locator('main').textContent()).toContain('npm run presswatch -- ingest');
  await empty.drop('first.txt', 'The first release is here\n\nIt came in while somebody watched the empty page.\n');
  await page.getByRole('link', { name: 'The first release is here' }).waitFor();
  opened.elsewhere.splice(0); // another address than that of the other tests
});
