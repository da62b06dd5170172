import { FORMATS } from '@presswatch/events';
import type { Evaluation } from './evaluate.ts';
import type { Task } from './predict.ts';

/**
 * The least that each task must reach on the project's own material, by figure; `npm run eval` and the tests fail below.
 * The material is easier than the world: these guard against breakage, they are no measure of quality. They stand just
 * below what is reached, so that a rule that breaks one template shows.
 */
export const FLOORS: Partial<Record<Task, Readonly<Record<string, number>>>> = {
  extraction: { f1: 0.99, precision: 0.99, recall: 0.99, exact: 0.98 },
  dates: { f1: 0.99, precision: 0.99, recall: 0.99, accuracy: 0.98 },
  feeds: { pass: 0.99 },
  fields: { issuer: 0.97, datelinePlace: 0.97, datelineDate: 0.97, tickers: 0.97 },
  entities: {
    'person+org+place': 0.98,
    precision: 0.98,
    recall: 0.98,
    person: 0.98,
    org: 0.98,
    place: 0.98,
    demonym: 0.98,
    instrument: 0.98,
    product: 0.98,
    countries: 0.98,
  },
};

/** The least that each format must reach by itself: a small one is hidden in the whole. */
export const FORMAT_FLOORS: Partial<Record<Task, Readonly<Record<string, number>>>> = {
  extraction: { f1: 0.97 },
  dates: { f1: 0.97 },
};

/** A figure below its floor. */
export interface Shortfall {
  readonly task: Task;
  /** Where it is one format's and not the whole's. */
  readonly format?: string;
  readonly figure: string;
  readonly floor: number;
  readonly value: number;
}

/** The figures of an evaluation of the own material that stand below their floors; a format that nothing was read as has none. */
export function shortfalls({ task, figures, formats }: Pick<Evaluation, 'task' | 'figures' | 'formats'>): Shortfall[] {
  const own = Object.entries(FORMAT_FLOORS[task] ?? {});
  return [
    ...Object.entries(FLOORS[task] ?? {}).map(([figure, floor]) => ({
      task,
      figure,
      floor,
      value: figures[figure] ?? 0,
    })),
    ...FORMATS.flatMap((format) => {
      const reached = formats.find((one) => one.format === format)?.figures ?? {};
      return own.map(([figure, floor]) => ({ task, format, figure, floor, value: reached[figure] ?? 0 }));
    }),
  ].filter(({ value, floor }) => value < floor);
}
