import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** A miniature workspace: files that break one rule each, and files that are allowed. */
const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "x", "private": true, "type": "module" }',
  'packages/stage/src/index.ts': 'export const stage = 1;',
  'packages/stage/src/inner.ts': 'export type Inner = number;',
  'packages/cli/src/two.ts': "import type * as it from './one.ts';\nexport type It = typeof it;\n",
  'packages/sqlite/src/index.ts': "export { DatabaseSync } from 'node:sqlite';",
  'services/web/generated/api.ts': 'export const api = 1;',
  'services/api/src/index.ts': 'export const api = 1;',
  'services/parser/src/index.ts': 'export const parser = 1;',
  'node_modules/kafkajs/index.js': '',
  'node_modules/kafkajs/package.json': '{ "name": "kafkajs", "version": "1.0.0", "main": "index.js" }',
  'node_modules/ioredis/index.js': '',
  'node_modules/ioredis/package.json': '{ "name": "ioredis", "version": "1.0.0", "main": "index.js" }',
  'node_modules/undici/index.js': '',
  'node_modules/undici/package.json': '{ "name": "undici", "version": "1.0.0", "main": "index.js" }',
  'node_modules/@opensearch-project/opensearch/index.js': '',
  'node_modules/@opensearch-project/opensearch/package.json':
    '{ "name": "@opensearch-project/opensearch", "version": "1.0.0", "main": "index.js" }',
};

/** File, what it imports, the rule it must break (none: it must break none). A type import counts like any other. */
const CASES: readonly (readonly [file: string, imports: string, rule: string | null])[] = [
  ['services/api/src/a.ts', '../../parser/src/index.ts', 'services-are-islands'],
  ['services/standalone/src/a.ts', '../../parser/src/index.ts', 'no-relative-way-out'],
  ['packages/stage/src/a.ts', '../../../services/api/src/index.ts', 'packages-know-no-services'],
  ['packages/query/src/a.ts', '../../stage/src/inner.ts', 'no-relative-way-out'],
  ['packages/query/src/b.ts', '@presswatch/stage/src/inner.ts', 'not-resolvable'],
  ['packages/query/src/c.ts', 'node:fs', 'pure-folders-do-no-io'],
  ['packages/identity/src/a.ts', 'node:http', 'pure-folders-do-no-io'],
  ['packages/feeds/src/a.ts', 'undici', 'pure-folders-fetch-nothing'],
  ['packages/events/src/a.ts', 'node:child_process', 'pure-folders-do-no-io'],
  ['services/parser/src/a.ts', 'fs/promises', 'pure-folders-do-no-io'],
  ['services/enricher/src/deep/a.ts', 'node:net', 'pure-folders-do-no-io'],
  ['packages/stage/src/b.ts', 'node:sqlite', 'only-adapters-import-sqlite'],
  ['services/api/src/b.ts', '../../../packages/sqlite/src/index.ts', 'only-adapters-import-sqlite'],
  ['packages/event-log/src/a.ts', 'kafkajs', 'only-adapters-import-kafkajs'],
  ['packages/state/src/a.ts', 'ioredis', 'only-adapters-import-ioredis'],
  ['packages/records/src/a.ts', '@opensearch-project/opensearch', 'only-adapters-import-opensearch-project-opensearch'],
  ['services/web/src/a.tsx', '../../../packages/stage/src/index.ts', 'page-knows-the-api-only'],
  ['services/web/src/b.tsx', 'node:path', 'page-runs-in-a-browser'],
  ['packages/cli/src/one.ts', './two.ts', 'no-cycles'],
  ['packages/event-log/src/kafka/a.ts', 'kafkajs', null],
  ['packages/event-log/src/sqlite/a.ts', 'node:sqlite', null],
  ['packages/identity/src/b.ts', 'node:crypto', null],
  ['services/parser/src/a.test.ts', 'node:fs', null],
  ['services/fetcher/src/a.ts', 'undici', null],
  ['services/web/src/c.tsx', '../generated/api.ts', null],
];

let folder: string;
let found: ReadonlyMap<string, readonly string[]>;

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
};

function cruise(): Promise<string> {
  const script = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [script, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'packages', 'services'];
  return new Promise((done, failed) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (stdout.startsWith('{')) done(stdout);
      else failed(new Error(`dependency-cruiser gave no report: ${stderr}`, { cause: error }));
    });
  });
}

describe('boundaries', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'presswatch-boundaries-'));
    await copyFile(join(root, '.dependency-cruiser.cjs'), join(folder, '.dependency-cruiser.cjs'));
    for (const [file, text] of Object.entries(FILES)) await write(file, text);
    for (const [file, imports] of CASES)
      await write(file, `import type * as it from '${imports}';\nexport type It = typeof it;\n`);
    const report = JSON.parse(await cruise()) as {
      summary: { violations: readonly { from: string; rule: { name: string } }[] };
    };
    const grouped = Map.groupBy(report.summary.violations, ({ from }) => from);
    found = new Map([...grouped].map(([from, list]) => [from, list.map(({ rule }) => rule.name)]));
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(CASES)('%s importing %s: %s', (file, _imports, rule) => {
    if (rule === null) expect(found.get(file)).toBeUndefined();
    else expect(found.get(file)).toContain(rule);
  });
});
