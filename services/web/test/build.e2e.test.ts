import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type TempFolder, tempFolder } from '@presswatch/testkit';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Bytes of all scripts together, as gzip sends them. */
const SCRIPT_BUDGET = 60_000;
const STYLE_BUDGET = 12_000;

let temp: TempFolder;
let html: string;
/** Each file under assets/ by its name. */
let assets: ReadonlyMap<string, string>;

beforeAll(async () => {
  temp = await tempFolder();
  const root = join(import.meta.dirname, '..');
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    mode: 'production',
    logLevel: 'warn',
    build: { outDir: temp.path, emptyOutDir: true },
  });
  html = await readFile(join(temp.path, 'index.html'), 'utf8');
  const names = await readdir(join(temp.path, 'assets'));
  assets = new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(join(temp.path, 'assets', name), 'utf8')] as const),
    ),
  );
});
afterAll(() => temp?.remove());

const zipped = (ending: string): number =>
  [...assets]
    .filter(([name]) => name.endsWith(ending))
    .reduce((sum, [, text]) => sum + gzipSync(text, { level: 9 }).byteLength, 0);

describe('the built page', () => {
  it('is small', () => {
    expect(zipped('.js')).toBeGreaterThan(5_000);
    expect(zipped('.js')).toBeLessThan(SCRIPT_BUDGET);
    expect(zipped('.css')).toBeLessThan(STYLE_BUDGET);
  });

  it('keeps to its policy: nothing inline, nothing from elsewhere', () => {
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
    const loaded = [...html.matchAll(/<(?:script|link)[^>]*?\s(?:src|href)="([^"]+)"/g)].map(([, path]) => path);
    expect(loaded.length).toBeGreaterThan(2);
    for (const path of loaded) expect(path).toMatch(/^\/(?:assets\/[\w-]+-[\w-]{8}\.(?:js|css)|icon\.svg)$/);
    for (const [name, text] of assets) {
      expect(text, name).not.toMatch(/@import|url\((?!#)|\beval\(|new Function\(/);
    }
  });
});
