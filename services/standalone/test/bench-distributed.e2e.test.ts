import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const MAIN = new URL('../src/bench/main.ts', import.meta.url).pathname;
const run = promisify(execFile);

it('measures services on servers of its own beside raw writes of the same documents, as JSON', async () => {
  const args = ['--distributed', '--only', 'throughput,searchable', '--counts', '60', '--json'];
  const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args]);
  const { throughput, searchable, parsers } = JSON.parse(stdout);
  expect(throughput).toHaveLength(1);
  const [{ whole, bulk, indexer, wholeRatio }] = throughput;
  expect(whole.releases).toBe(60);
  expect(Object.keys(whole.cpu)).toEqual(
    expect.arrayContaining(['parser', 'enricher', 'indexer', 'kafka-1', 'opensearch', 'ingest']),
  );
  for (const name of ['parser', 'enricher', 'indexer']) expect(whole.peakMb[name]).toBeGreaterThan(50);
  expect(bulk.documents).toBeCloseTo(2 * bulk.releases, 6);
  expect(wholeRatio).toBeCloseTo(whole.rate / bulk.releases, 6);
  expect(indexer.rate).toBeGreaterThan(0);
  expect(searchable).toMatchObject({ releases: expect.any(Number), perSecond: 50 });
  expect(searchable.p99).toBeGreaterThanOrEqual(searchable.p50);
  expect(parsers).toBeUndefined();
}, 300_000);
