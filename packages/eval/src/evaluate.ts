import { type CaseScore, MEASURES, type Pair, type Prediction } from './measures/index.ts';
import type { Case } from './ndjson.ts';
import { predictCase, type Task } from './predict.ts';
import type { Readers } from './readers.ts';

/** How the cases of one format came out. */
export interface FormatScore {
  readonly format: string;
  readonly cases: number;
  /** By name, each 0 to 1. */
  readonly figures: Readonly<Record<string, number>>;
}

/** How a task came out: over all cases, for each format, and the worst cases. */
export interface Evaluation {
  readonly task: Task;
  readonly cases: number;
  readonly figures: Readonly<Record<string, number>>;
  readonly formats: readonly FormatScore[];
  /** Worst first. */
  readonly worst: readonly (CaseScore & { readonly format: string })[];
}

export interface EvaluateOptions {
  readonly task: Task;
  readonly cases: AsyncIterable<Case> | Iterable<Case>;
  readonly readers: Readers;
  /** How many of the worst cases to list. Default 10. */
  readonly worst?: number;
  /** Called after every case. */
  readonly onCase?: (done: number) => void;
}

interface Read extends Pair {
  readonly format: string;
}

/**
 * Lets the stages read every case, without its gold, and measures what they say. The format of a case is the one it was
 * read as, so that a document taken for another format shows; `refused` where no stage took it.
 */
export async function evaluate({ task, cases, readers, worst = 10, onCase }: EvaluateOptions): Promise<Evaluation> {
  const read: Read[] = [];
  for await (const gold of cases) {
    const said = await predictCase(task, gold, readers);
    read.push({ gold, said, format: formatOf(said) });
    onCase?.(read.length);
  }
  const measure = MEASURES[task];
  const whole = measure(read);
  const formats = new Map(read.map(({ gold, format }) => [gold.id, format]));
  const ranked = whole.cases
    .filter(({ score }) => score < 1)
    .toSorted((a, b) => a.score - b.score)
    .slice(0, worst)
    .map((one) => ({ ...one, format: formats.get(one.id) ?? '' }));
  return { task, cases: read.length, figures: whole.figures, formats: byFormat(read, measure), worst: ranked };
}

const formatOf = (said: Prediction): string => (typeof said.format === 'string' ? said.format : 'refused');

function byFormat(read: readonly Read[], measure: (typeof MEASURES)[Task]): FormatScore[] {
  const groups = Map.groupBy(read, ({ format }) => format);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([format, pairs]) => ({ format, cases: pairs.length, figures: measure(pairs).figures }));
}
