import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type GeneratedFile, generatedFiles } from './documents.ts';

const root = resolve(import.meta.dirname, '../..');

/** Files in the generated folders that nothing writes any more. */
function strays(files: readonly GeneratedFile[]): string[] {
  const wanted = new Set(files.map(({ path }) => path));
  const folders = new Set(files.map(({ path }) => dirname(path)));
  return [...folders]
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((path) => !wanted.has(path));
}

const isStale = ({ path, text }: GeneratedFile): boolean =>
  !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text;

async function main(args: readonly string[]): Promise<number> {
  const files = await generatedFiles();
  const stale = files.filter(isStale);
  const left = strays(files);
  if (args.includes('--check')) {
    for (const path of [...stale.map((file) => file.path), ...left]) console.error(`stale: ${path}`);
    if (stale.length + left.length === 0) console.log(`${files.length} generated files are fresh`);
    else console.error('generated files differ from what the code gives: run `npm run generate` and commit them');
    return stale.length + left.length === 0 ? 0 : 1;
  }
  for (const { path, text } of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`written: ${path}`);
  }
  for (const path of left) {
    rmSync(join(root, path));
    console.log(`deleted: ${path}`);
  }
  if (stale.length + left.length === 0) console.log(`${files.length} generated files were fresh already`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
