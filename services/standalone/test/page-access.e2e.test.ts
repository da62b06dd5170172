import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrich, openPageWorld, type PageWorld } from './page-world.ts';

let pages: PageWorld;
let axe: string;
let withdrawn: string;
/** Every view, by its address. */
let views: Readonly<Record<string, string>>;

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  pages = await openPageWorld();
  const [seed, quay] = [await pages.idOf('munitions'), await pages.idOf('title:december')];
  withdrawn = await pages.idOf('title:lock');
  const [letter] = (await pages.app.get('/dead-letters')).body.items;
  views = {
    everything: '/',
    results: '/?q=cargo+country:NO',
    'a fault in the query': '/?q=(cargo',
    'nothing found': '/?q=xylophonic+lang:de',
    release: `/releases/${seed}`,
    'a withdrawn release': `/releases/${withdrawn}`,
    revisions: `/releases/${quay}/revisions`,
    original: `/releases/${quay}/original`,
    'original as a page': `/releases/${quay}/original?as=page`,
    way: `/releases/${quay}/way`,
    'dead letters': '/dead-letters',
    'a dead letter': `/dead-letters/${encodeURIComponent(letter.id)}`,
    sources: '/sources',
    help: '/help',
    'no such release': `/releases/${'0'.repeat(32)}`,
  };
});
afterAll(() => pages?.[Symbol.asyncDispose]());

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe finds, each with the elements that it means. */
async function findingsOf(page: Page): Promise<string[][]> {
  await page.evaluate(axe); // through the debugger: the policy of the page lets no script in
  const findings: Finding[] = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Finding[] }> } };
    return (await axe.run({ iframes: false })).violations;
  });
  return findings.map(({ id, nodes }) => [id, ...nodes.map((node) => `${node.html} ${node.failureSummary}`)]);
}

describe('every view', () => {
  it.each([
    ['light', 1440],
    ['light', 820],
    ['light', 320],
    ['dark', 1440],
    ['dark', 360],
  ] as const)('is without findings of axe, complaints or sideways scrolling: %s, %i wide', async (scheme, width) => {
    const { page, faults, elsewhere } = await pages.open({ scheme, width });
    await enrich(page, withdrawn);
    for (const [name, path] of Object.entries(views)) {
      await page.goto(pages.app.address + path);
      await page.locator('main h1').first().waitFor({ state: 'attached' });
      await page.waitForLoadState('networkidle');
      const told = await findingsOf(page);
      expect(told, `${name}, ${path}`).toEqual([]);
      const over = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(over, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
    }
    await page.close();
    expect(faults).toEqual([]);
    expect(elsewhere).toEqual([]);
  });
});

it.each([['light'], ['dark']] as const)('has nothing for axe to find in what opens over a view: %s', async (scheme) => {
  const { page, faults } = await pages.open({ scheme });
  await page.goto(pages.app.address + views.release);
  await page.locator('.body .name').first().click();
  await page.locator('.card').waitFor();
  expect(await findingsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  expect(await findingsOf(page)).toEqual([]);
  await page.close();
  expect(faults).toEqual([]);
});

it('is walked through by keys alone', async () => {
  const { page, faults } = await pages.open();
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const focused = () => page.evaluate<string>('document.activeElement?.textContent');
  await page.goto(`${pages.app.address}/help`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await press('Tab');
  expect(await focused()).toBe('Skip to the content');
  await press('Enter');
  expect(await page.evaluate('document.activeElement?.id')).toBe('main');
  await press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await press('Escape', '/');
  await page.keyboard.type('cargo');
  await page.locator('.total', { hasText: /^3 releases$/ }).waitFor();
  await press('ArrowDown', 'j', 'j', 'k');
  const second = await page.locator('.hit-link').nth(1).textContent();
  expect(await focused()).toBe(second);
  await press('Enter');
  await page.getByRole('heading', { level: 1, name: second ?? '' }).waitFor();
  expect(await page.evaluate('document.activeElement?.id')).toBe('main');
  await press('n', 'ArrowRight');
  const name = await focused();
  await press('Enter');
  const card = page.locator('.card');
  await card.waitFor();
  expect(await page.evaluate('document.activeElement?.className')).toMatch(/^card /);
  await press('Escape');
  await card.waitFor({ state: 'detached' });
  expect(await focused()).toBe(name);
  // Who tabs through the search box, or empties it, stays on the release.
  const release = page.url();
  await press('/', 'Tab', 'Shift+Tab', 'Escape', 'Tab');
  expect(page.url()).toBe(release);
  await press('Escape'); // back to the results, where one was
  await page.locator('.total', { hasText: /^3 releases$/ }).waitFor();
  expect(await focused()).toBe(second);
  await page.close();
  expect(faults).toEqual([]);
});

it('lets single letters be switched off, and remembers it', async () => {
  const { page, faults } = await pages.open();
  const focused = () => page.evaluate('document.activeElement?.id');
  await page.goto(`${pages.app.address}/help`);
  await page.getByRole('button', { name: 'Keys' }).click();
  await page.getByLabel('Listen to letters and signs').uncheck();
  await page.keyboard.press('Escape');
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('/');
  expect(await focused()).not.toBe('q');
  await page.getByRole('button', { name: 'Keys' }).click();
  await page.getByLabel('Listen to letters and signs').check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  expect(await focused()).toBe('q');
  await page.close();
  expect(faults).toEqual([]);
});

describe('a hostile release', () => {
  it('runs nothing, asks for nothing, and leads nowhere', async () => {
    const { page, faults, elsewhere } = await pages.open();
    const id = await pages.idOf('hostile');
    await page.goto(`${pages.app.address}/?q=hostile`);
    await page.getByRole('link', { name: /^Markup/ }).click();
    const heading = page.getByRole('heading', { level: 1 });
    await heading.getByText('<img src=x onerror=').waitFor(); // shown as text
    expect(await page.locator('.body').textContent()).toContain('<script>window.taken = 3</script>');
    expect(await page.locator('.release').locator('img, script, iframe, [onclick], [onerror]').count()).toBe(0);
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.goto(`${pages.app.address}/releases/${id}/original?as=page`);
    const frame = page.frameLocator('iframe');
    await frame.getByText('The hostile quay').waitFor();
    for (const lure of ['#lure', '#away', '#drawn', 'button']) await frame.locator(lure).click();
    await page.waitForLoadState('networkidle');
    await frame.getByText('The hostile quay').waitFor(); // it is still there
    expect(await page.evaluate("'taken' in window")).toBe(false);
    expect(await page.title()).toMatch(/^Original/);
    expect(page.frames().map((one) => new URL(one.url()).protocol)).not.toContain('chrome-error:');
    expect(elsewhere).toEqual([]);
    const complaints = /sandboxed|Content Security Policy|violates/; // the browser says what it stopped
    expect(faults.filter((fault) => !complaints.test(fault))).toEqual([]);
    await page.close();
  });
});
