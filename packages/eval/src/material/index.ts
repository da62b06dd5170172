import type { Case } from '../ndjson.ts';
import type { Task } from '../predict.ts';
import { documentCases } from './documents.ts';
import { feedCases } from './feeds.ts';
import { fieldCases } from './fields.ts';
import { mentionCases } from './mentions.ts';

const SEED = 20_241_123;

/** Made-up cases with their gold, the same on every machine; none for tasks that need names of real things. */
export function ownMaterial(task: Task): Iterable<Case> | undefined {
  if (task === 'extraction' || task === 'dates') return documentCases(SEED, 8);
  if (task === 'feeds') return feedCases(SEED, 4);
  if (task === 'fields') return fieldCases(SEED, 10);
  return task === 'entities' ? mentionCases(SEED, 30) : undefined;
}
