import { parseArgs } from 'node:util';
import {
  type Case,
  CaseError,
  type Evaluation,
  evaluate,
  ownMaterial,
  predict,
  readCases,
  shortfalls,
  TASK_NAMES,
  type Task,
} from '@presswatch/eval';
import { goldFile } from './gold-files.ts';
import { progress, progressDone } from './progress.ts';
import { complaint, report } from './report.ts';
import { openReaders } from './stages.ts';

const USAGE = `usage: npm run eval [-- OPTIONS]
       npm run eval -- predict TASK GOLD PREDICTIONS

Measures how well releases are read: scores of every task, for each format, and the worst cases.

  --gold PATH    a folder of gold files (extraction-*.ndjson.gz, dates-*, feeds*, entities*, linking*), or one file with
                 --task; without it, made-up releases of every format, and exit code 1 where a score is below its floor
  --task TASK    only this one of ${TASK_NAMES.join(', ')}
  --worst N      how many of the worst cases to list; default 10
  --json         one JSON object a task

predict writes what the stages say of each case, for other scorers: NDJSON, gzipped where a name ends in .gz.
`;

interface Options {
  readonly gold?: string | undefined;
  readonly task?: Task | undefined;
  readonly worst: number;
  readonly json: boolean;
}

/** Something asked for that cannot be: the message is for who asked. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

const isTask = (name: string | undefined): name is Task => TASK_NAMES.some((task) => task === name);

async function casesOf(
  { gold, task: only }: Options,
  task: Task,
): Promise<AsyncIterable<Case> | Iterable<Case> | undefined> {
  if (gold === undefined) return ownMaterial(task);
  const file = await goldFile(gold, task);
  if (file !== undefined) return readCases(file);
  if (only === undefined) return undefined;
  throw new UsageError(`${gold} has no file whose name begins with ${task}: name the file itself`);
}

async function evaluateAll(options: Options): Promise<number> {
  const readers = await openReaders(Date.now());
  const below: string[] = [];
  for (const task of options.task === undefined ? TASK_NAMES : [options.task]) {
    const cases = await casesOf(options, task);
    if (cases === undefined) continue;
    const result = await evaluate({ task, cases, readers, worst: options.worst, onCase: progress(task) });
    progressDone();
    print(result, options.json);
    if (options.gold === undefined) below.push(...shortfalls(result).map(complaint));
  }
  for (const line of below) process.stderr.write(`presswatch: ${line}\n`);
  return below.length === 0 ? 0 : 1;
}

const print = (result: Evaluation, json: boolean): void =>
  void process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${report(result)}\n`);

async function predictAll([task, gold, predictions]: readonly string[]): Promise<number> {
  if (!isTask(task) || gold === undefined || predictions === undefined)
    throw new UsageError('predict TASK GOLD PREDICTIONS');
  const started = performance.now();
  const readers = await openReaders(Date.now());
  const done = await predict({ task, gold, predictions, readers, onCase: progress(task) });
  const seconds = (performance.now() - started) / 1000;
  process.stderr.write(`${done} predictions in ${seconds.toFixed(1)} s: ${predictions}\n`);
  return 0;
}

function optionsOf(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      gold: { type: 'string' },
      task: { type: 'string' },
      worst: { type: 'string', default: '10' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { gold, task, json, help } = values;
  if (task !== undefined && !isTask(task))
    throw new UsageError(`there is no task ${task}: use ${TASK_NAMES.join(', ')}`);
  if (!/^\d{1,6}$/.test(values.worst)) throw new UsageError('--worst takes a number');
  return { positionals, help, options: { gold, task, json, worst: Number(values.worst) } };
}

async function main(args: readonly string[]): Promise<number> {
  try {
    const { positionals, help, options } = optionsOf(args);
    const [command, ...rest] = positionals;
    if (help || command === 'help') {
      process.stdout.write(USAGE);
      return 0;
    }
    if (command === 'predict') return await predictAll(rest);
    if (command !== undefined) throw new UsageError(`there is no command ${command}`);
    return await evaluateAll(options);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = 'code' in error ? String(error.code) : '';
    if (error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS')) {
      process.stderr.write(`presswatch: ${error.message}\n\n${USAGE}`);
      return 2;
    }
    if (!(error instanceof CaseError) && !('syscall' in error)) throw error;
    process.stderr.write(`presswatch: ${error.message}\n`);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
