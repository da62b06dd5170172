import type { Case } from '../ndjson.ts';

/** What the stages made of a case: an object of the form that the gold file's documentation gives. */
export type Prediction = Readonly<Record<string, unknown>>;

/** A case with its gold and what was said of it; nothing where nothing was said. */
export interface Pair {
  readonly gold: Case;
  readonly said: Prediction | undefined;
}

/** How one case came out. */
export interface CaseScore {
  readonly id: string;
  /** 0 to 1. */
  readonly score: number;
  /** What went wrong, for people. */
  readonly note: string;
}

/** A measure's figures by name, each 0 to 1 (counts are whole numbers), and the cases in the order they came. */
export interface Measured {
  readonly figures: Readonly<Record<string, number>>;
  readonly cases: readonly CaseScore[];
}

export type Measure = (pairs: readonly Pair[]) => Measured;

/** The gold of a case: an object whose fields depend on the task. */
export const goldOf = ({ gold }: Case): Readonly<Record<string, unknown>> =>
  typeof gold === 'object' && gold !== null ? (gold as Record<string, unknown>) : {};

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
