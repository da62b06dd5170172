import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const MAIN = new URL('../src/bench/main.ts', import.meta.url).pathname;
const run = promisify(execFile);
const bench = (...args: readonly string[]) =>
  run(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], { maxBuffer: 1 << 20 });

it('measures the pipeline beside its limit, and the lists in memory, as JSON', async () => {
  const { stdout } = await bench('--only', 'pipeline,gazetteer', '--counts', '40', '--json');
  const { pipeline, gazetteer, latency } = JSON.parse(stdout);
  expect(pipeline).toMatchObject([{ releases: 40, run: { releases: 40, deadLetters: 0 } }]);
  expect(pipeline[0].ratio).toBeCloseTo(pipeline[0].pipeline / pipeline[0].bare, 6);
  expect(gazetteer.heapMb).toBeGreaterThan(1);
  expect(latency).toBeUndefined();
});

it('says how it is used where it is asked for something else', async () => {
  await expect(bench('--only', 'poetry')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--only PARTS'),
  });
});
