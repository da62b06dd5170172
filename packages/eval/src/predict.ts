import type { Prediction } from './measures/measure.ts';
import { type Case, readCases, writeLines } from './ndjson.ts';
import { predictEntities } from './predict-entities.ts';
import { predictFeed } from './predict-feeds.ts';
import { predictFields, predictPage } from './predict-pages.ts';
import type { Readers } from './readers.ts';

const TASKS = {
  extraction: predictPage,
  dates: predictPage,
  feeds: predictFeed,
  entities: predictEntities,
  linking: predictEntities,
  fields: predictFields,
} as const satisfies Record<string, (given: Case, readers: Readers) => Prediction | Promise<Prediction>>;

/** What can be predicted; `dates` and `extraction` are two measures of one reading. */
export type Task = keyof typeof TASKS;
export const TASK_NAMES = Object.keys(TASKS) as readonly Task[];

export interface PredictOptions {
  readonly task: Task;
  /** NDJSON, gzipped where the name ends in .gz; as is the file of predictions. */
  readonly gold: string;
  readonly predictions: string;
  readonly readers: Readers;
  /** Called after every case. */
  readonly onCase?: (done: number) => void;
}

/** What the stages make of one case. They never see its gold. */
export async function predictCase(task: Task, given: Case, readers: Readers): Promise<Prediction> {
  const { gold: _unseen, expect: _unread, ...asked } = given;
  return TASKS[task](asked as Case, readers);
}

/** Reads each case of a gold file without its gold and writes what the stages make of it. Resolves with their number. */
export async function predict({ task, gold, predictions, readers, onCase }: PredictOptions): Promise<number> {
  let done = 0;
  async function* answers(): AsyncGenerator<object> {
    for await (const given of readCases(gold)) {
      yield await predictCase(task, given, readers);
      done++;
      onCase?.(done);
    }
  }
  await writeLines(predictions, answers());
  return done;
}
