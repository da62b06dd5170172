import type { Task } from './predict.ts';

/**
 * The least that each task must reach on the project's own material, by figure; `npm run eval` and the tests fail below.
 * The material is easier than the world: these guard against breakage, they are no measure of quality.
 */
export const FLOORS: Partial<Record<Task, Readonly<Record<string, number>>>> = {
  extraction: { f1: 0.9 },
  dates: { f1: 0.9, precision: 0.9 },
  feeds: { pass: 0.9 },
  fields: { issuer: 0.7, datelinePlace: 0.9, datelineDate: 0.9, tickers: 0.9 },
  entities: { 'person+org+place': 0.8, countries: 0.95 },
};

/** A figure below its floor. */
export interface Shortfall {
  readonly task: Task;
  readonly figure: string;
  readonly floor: number;
  readonly value: number;
}

export const shortfalls = (task: Task, figures: Readonly<Record<string, number>>): Shortfall[] =>
  Object.entries(FLOORS[task] ?? {})
    .map(([figure, floor]) => ({ task, figure, floor, value: figures[figure] ?? 0 }))
    .filter(({ value, floor }) => value < floor);
