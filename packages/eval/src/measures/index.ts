import type { Task } from '../predict.ts';
import { measureDates } from './dates.ts';
import { measureExtraction } from './extraction.ts';
import { measureFeeds } from './feeds.ts';
import { measureFields } from './fields.ts';
import type { Measure } from './measure.ts';
import { measureEntities, measureLinking } from './mentions.ts';

export const MEASURES: Readonly<Record<Task, Measure>> = {
  extraction: measureExtraction,
  dates: measureDates,
  feeds: measureFeeds,
  entities: measureEntities,
  linking: measureLinking,
  fields: measureFields,
};
export type { CaseScore, Measure, Measured, Pair, Prediction } from './measure.ts';
