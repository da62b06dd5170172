import { enricherModule } from '@presswatch/enricher';
import { CaseError, predict, type Readers, TASK_NAMES, type Task } from '@presswatch/eval';
import type { EnrichedRelease, Envelope, ParsedRelease, RawRelease } from '@presswatch/events';
import { parserModule } from '@presswatch/parser';
import { readSettings } from '@presswatch/service-kit';
import type { PureHandler, PureStageModule } from '@presswatch/stage';
import { ROOT } from './root.ts';

const USAGE = `usage: npm run eval -- predict TASK GOLD PREDICTIONS

  TASK         ${TASK_NAMES.join(', ')}
  GOLD         cases as NDJSON, gzipped where the name ends in .gz
  PREDICTIONS  the file to write: one object a case, gzipped where the name ends in .gz
`;

/** Loads a pure stage as the runner's workers do. */
async function handlerOf<I, O>(module: URL, data: unknown): Promise<PureHandler<I, O>> {
  const { create } = (await import(module.href)) as PureStageModule<I, O>;
  return create(data);
}

/** The event that a handler makes of another; null where it refuses. */
function answers<I, O>(handler: PureHandler<I, O>, now: number): (event: I) => Promise<O | null> {
  const envelope: Envelope = {
    id: 'eval',
    type: 'presswatch.release.raw.v1',
    source: '/presswatch/eval',
    specversion: '1.0',
    time: new Date(now).toISOString(),
    origin: 'replay',
    epoch: 0,
    ingestedAt: now,
    hops: [],
  };
  return async (event) => {
    const outcome = await handler(event, { envelope, now });
    return outcome.kind === 'emit' ? (outcome.events[0] ?? null) : null;
  };
}

async function openReaders(now: number): Promise<Readers> {
  const { gazetteer } = readSettings(process.env, ROOT);
  const parse = answers(await handlerOf<RawRelease, ParsedRelease>(parserModule, undefined), now);
  const data = { folders: gazetteer };
  const enrich = answers(await handlerOf<ParsedRelease, EnrichedRelease>(enricherModule, data), now);
  const present = <T extends { state: string }>(event: T | null) =>
    event?.state === 'present' ? (event as Extract<T, { state: 'present' }>) : null;
  return {
    now,
    parse: async (raw) => present(await parse(raw)),
    enrich: async (parsed) => present(await enrich(parsed)),
  };
}

const isTask = (name: string | undefined): name is Task => TASK_NAMES.some((task) => task === name);

/** Progress on one line of a terminal, or a line now and then elsewhere. */
function progress(started: number): (done: number) => void {
  const every = process.stderr.isTTY ? 10 : 500;
  const end = process.stderr.isTTY ? '\r' : '\n';
  return (done) => {
    if (done % every !== 0) return;
    const seconds = (performance.now() - started) / 1000;
    process.stderr.write(`${done} cases, ${(done / seconds).toFixed(1)} a second${end}`);
  };
}

async function main([command, task, gold, predictions]: readonly string[]): Promise<number> {
  if (command !== 'predict' || !isTask(task) || gold === undefined || predictions === undefined) {
    process.stderr.write(USAGE);
    return command === 'help' ? 0 : 2;
  }
  const started = performance.now();
  const readers = await openReaders(Date.now());
  try {
    const done = await predict({ task, gold, predictions, readers, onCase: progress(started) });
    const seconds = (performance.now() - started) / 1000;
    process.stderr.write(`${done} predictions in ${seconds.toFixed(1)} s: ${predictions}\n`);
    return 0;
  } catch (error) {
    const isOurs = error instanceof CaseError || (error instanceof Error && 'syscall' in error);
    if (!isOurs) throw error;
    process.stderr.write(`presswatch: ${error.message}\n`);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
