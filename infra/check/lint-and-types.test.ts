import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
let folder: string;

/** Runs a tool in the folder; its exit code and all it printed. */
const run = (script: string, ...args: readonly string[]): Promise<{ code: number; output: string }> =>
  new Promise((done) => {
    execFile(process.execPath, [join(root, script), ...args], { cwd: folder }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
    });
  });

const lint = async (text: string) => {
  await writeFile(join(folder, 'it.ts'), text);
  return run('node_modules/@biomejs/biome/bin/biome', 'lint', '--colors=off', 'it.ts');
};

const check = async (text: string) => {
  await writeFile(join(folder, 'it.ts'), text);
  return run('node_modules/typescript/bin/tsc', '-p', '.');
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'presswatch-lint-'));
  const config = JSON.parse(await readFile(join(root, 'biome.json'), 'utf8'));
  await writeFile(
    join(folder, 'biome.json'),
    JSON.stringify({ ...config, $schema: undefined, vcs: { enabled: false } }),
  );
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(root, 'tsconfig.base.json'),
      compilerOptions: { types: [] },
      files: ['it.ts'],
    }),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('Biome with this workspace’s settings', () => {
  it.each([
    ['noFloatingPromises', 'export async function f(): Promise<void> {}\nexport function g(): void {\n  f();\n}\n'],
    [
      'noMisusedPromises',
      'export async function f(): Promise<boolean> {\n  return await Promise.resolve(true);\n}\nexport const g = (): number => {\n  if (f()) return 1;\n  return 2;\n};\n',
    ],
    ['noExplicitAny', 'export const f = (x: any): unknown => x;\n'],
    ['noDefaultExport', 'export default 1;\n'],
    ['noConsole', "console.log('x');\n"],
  ])('refuses %s', async (rule, text) => {
    const { code, output } = await lint(text);
    expect(output).toContain(rule);
    expect(code).not.toBe(0);
  });

  it('passes what is right', async () => {
    expect(await lint('export const one = 1;\n')).toMatchObject({ code: 0 });
  });
});

describe('TypeScript with this workspace’s settings', () => {
  it.each([
    ['an element that may be missing', 'export const f = (list: number[]): number => list[0];\n', 'TS2322'],
    ['undefined for an optional property', 'export const f = (): { a?: number } => ({ a: undefined });\n', 'TS2375'],
    ['syntax that cannot be erased', 'export enum Colour {\n  Red,\n}\n', 'TS1294'],
  ])('refuses %s', async (_name, text, error) => {
    const { code, output } = await check(text);
    expect(output).toContain(error);
    expect(code).not.toBe(0);
  });

  it('passes what is right', async () => {
    expect(await check('export const one = 1;\n')).toMatchObject({ code: 0 });
  });
});
