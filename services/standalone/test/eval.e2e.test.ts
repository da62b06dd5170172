import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FLOORS } from '@presswatch/eval';
import { tempFolder } from '@presswatch/testkit';
import { expect, it } from 'vitest';

const MAIN = new URL('../src/eval/main.ts', import.meta.url).pathname;

async function run(...args: readonly string[]) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise((done) => child.on('close', done));
  return { code, stdout, stderr };
}

it('reads the project’s own material above every floor', async () => {
  const { code, stdout, stderr } = await run('--json');
  expect(stderr).not.toContain('below its floor');
  expect(code).toBe(0);
  const results = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { task: string; figures: Record<string, number> });
  expect(results.map(({ task }) => task).sort()).toEqual(Object.keys(FLOORS).sort());
});

it('measures gold files, prints a table for people, and says what it cannot find', async () => {
  await using folder = await tempFolder();
  const gold = { issuer: 'Harbour Trust', datelinePlace: 'OSLO', datelineDate: '2024-06-28', tickers: [] };
  const text = 'Ships sail again\n\nOSLO, June 28, 2024 /PRNewswire/ -- Harbour Trust today announced that ships sail.';
  await writeFile(join(folder.path, 'entities.ndjson'), `${JSON.stringify({ id: '1', title: '', text, gold })}\n`);
  const { code, stdout } = await run('--gold', folder.path, '--task', 'fields');
  expect(code).toBe(0);
  expect(stdout).toMatch(/fields, 1 cases\nformat +cases +issuer +datelinePlace +datelineDate\n/);
  expect(await run('--gold', folder.path, '--task', 'dates')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no file whose name begins with dates'),
  });
  expect(await run('--gold', join(folder.path, 'none'))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('ENOENT'),
  });
  expect(await run('--task', 'poems')).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no task') });
});
