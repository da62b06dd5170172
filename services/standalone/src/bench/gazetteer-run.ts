import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openEnricher } from './open-enricher.ts';

/** What the lists of names and topics cost one worker. */
export interface GazetteerRun {
  /** MB of heap and of resident memory, after garbage collection. */
  readonly heapMb: number;
  readonly residentMb: number;
  readonly loadMs: number;
}

const MB = 1024 * 1024;

/** Loads the lists in this process, which must have loaded nothing of them before. */
export async function runGazetteer(): Promise<GazetteerRun> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const before = process.memoryUsage();
  const started = performance.now();
  const enrich = await openEnricher();
  const loadMs = performance.now() - started;
  collect();
  const after = process.memoryUsage();
  if (typeof enrich !== 'function') throw new Error('the lists were not loaded'); // and are held until here
  return { heapMb: (after.heapUsed - before.heapUsed) / MB, residentMb: (after.rss - before.rss) / MB, loadMs };
}
