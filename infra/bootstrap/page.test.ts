import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildPage, isPageBuilt } from './page.mjs';

/** Stands where Vite is: writes what `src/main.tsx` says, or fails where it says so. */
const BUILDER = `
  import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
  const out = process.argv[process.argv.indexOf('--outDir') + 1];
  const text = readFileSync('src/main.tsx', 'utf8');
  mkdirSync(out);
  writeFileSync(out + '/index.html', text);
  process.exit(text === 'broken' ? 3 : 0);`;

let root: string;
const page = (path: string): string => join(root, 'services/web', path);
const write = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};
const build = (): void => buildPage(root, process.execPath);
const built = (): string => readFileSync(page('dist/index.html'), 'utf8');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'presswatch-page-'));
  write(join(root, 'pnpm-lock.yaml'), 'lockfileVersion: 9');
  write(page('package.json'), '{ "type": "module" }');
  write(page('src/main.tsx'), 'one');
  write(page('node_modules/vite/bin/vite.js'), BUILDER);
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the page', () => {
  it('is built where it is missing, and counts as built then', () => {
    expect(isPageBuilt(root)).toBe(false);
    build();
    expect(built()).toBe('one');
    expect(isPageBuilt(root)).toBe(true);
  });

  it.each([
    ['a source', () => write(page('src/main.tsx'), 'two')],
    ['a new source', () => write(page('src/deep/more.css'), 'a {}')],
    ['the lockfile', () => write(join(root, 'pnpm-lock.yaml'), 'lockfileVersion: 10')],
  ])('is built anew after a change of %s', (_what, change) => {
    build();
    change();
    expect(isPageBuilt(root)).toBe(false);
    build();
    expect(isPageBuilt(root)).toBe(true);
  });

  it('is not built anew after a change of a test', () => {
    build();
    write(page('src/main.test.ts'), 'it');
    expect(isPageBuilt(root)).toBe(true);
  });

  it('stays as it was where it cannot be built', () => {
    build();
    write(page('src/main.tsx'), 'broken');
    expect(build).toThrow(/could not be built \(exit code 3.*run the command again/);
    expect(built()).toBe('one');
    expect(isPageBuilt(root)).toBe(false);
  });

  it('is built where an earlier build was cut off', () => {
    write(page('dist-new/half.js'), '');
    write(page('dist-old/index.html'), 'old');
    build();
    expect(built()).toBe('one');
    expect([existsSync(page('dist-new')), existsSync(page('dist-old')), existsSync(page('dist/half.js'))]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
