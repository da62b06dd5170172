import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openAdapters } from '@presswatch/adapters';
import { createHttpClient, createIngest } from '@presswatch/fetcher';
import { createLogger, readSettings } from '@presswatch/service-kit';
import { Registry } from 'prom-client';
import { ROOT } from '../root.ts';
import { STAGES, startStages } from '../stages.ts';

/** What a run of the whole pipeline over a file of releases gave. */
export interface PipelineRun {
  readonly releases: number;
  readonly deadLetters: number;
  readonly seconds: number;
  /** MB, the most that was resident at any time, every thread included. */
  readonly peakMb: number;
  /** Seconds of processor time, by part. */
  readonly busy: Readonly<Record<string, number>>;
}

/** The pipeline of one process, without page and schedule, in a folder of its own that goes with it. */
export async function openPipeline() {
  const folder = mkdtempSync(join(tmpdir(), 'presswatch-bench-'));
  const settings = readSettings({ PRESSWATCH_DATA: folder, PRESSWATCH_SEEDS: '' }, ROOT);
  const adapters = await openAdapters(settings, 'consumer');
  const registry = new Registry();
  const logger = createLogger('error', 'bench');
  const { log, records } = adapters;
  const stages = await startStages({ settings, logger, registry, log, records, writer: adapters.index.writer });
  const client = createHttpClient();
  const ingest = createIngest({ log: adapters.log, budgets: adapters.state.budgets, client });
  return {
    folder,
    adapters,
    registry,
    ingest,
    async close() {
      await stages.stop();
      await client.close();
      await adapters.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Feeds a file of NDJSON through all stages and waits until the last one has finished. */
export async function runPipeline(file: string): Promise<PipelineRun> {
  const pipeline = await openPipeline();
  const { log } = pipeline.adapters;
  const memory = watchMemory();
  const started = performance.now();
  const cpu = process.cpuUsage();
  let acknowledged = 0;
  for await (const progress of pipeline.ingest.paths([file], { signal: new AbortController().signal })) {
    acknowledged = progress.acknowledged;
  }
  const published = (performance.now() - started) / 1000;
  for (const { stage, topic } of STAGES) while ((await log.lag(topic, stage)).records > 0) await wait(20);
  const seconds = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpu);
  const deadLetters = await deadLetterCount(pipeline.registry);
  const busy = { 'fetcher (publishing, wall)': published, ...(await stageSeconds(pipeline.registry)) };
  const peakMb = memory.stop();
  await pipeline.close();
  const cpuSeconds = { 'all threads (processor)': (used.user + used.system) / 1e6 };
  return { releases: acknowledged, deadLetters, seconds, peakMb, busy: { ...busy, ...cpuSeconds } };
}

async function deadLetterCount(registry: Registry): Promise<number> {
  const counter = await registry.getSingleMetric('presswatch_stage_dead_letters_total')?.get();
  return (counter?.values ?? []).reduce((sum, { value }) => sum + value, 0);
}

async function stageSeconds(registry: Registry): Promise<Record<string, number>> {
  const histogram = await registry.getSingleMetric('presswatch_stage_batch_seconds')?.get();
  const sums = (histogram?.values ?? []).filter(
    (value) => 'metricName' in value && String(value.metricName).endsWith('_sum'),
  );
  return Object.fromEntries(sums.map(({ labels, value }) => [`${String(labels.stage)} (in batches, wall)`, value]));
}

/** The most resident memory of the process, in MB, looked at every 100 ms. */
function watchMemory() {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 100);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return peak / 1e6;
    },
  };
}
