import type { Document } from '../../document.ts';
import type { Claim } from '../claim.ts';
import { CLASSES } from './classes.ts';
import { addScores } from './classify.ts';
import type { Span } from './spans.ts';

/** The type that a span which surely is a name most likely has. */
export function likeliest(doc: Document, span: Span): Claim['type'] | undefined {
  const scores = new Float64Array(CLASSES.length);
  addScores(doc, span, scores);
  let best = 1;
  for (let c = 2; c < scores.length; c++) if ((scores[c] ?? 0) > (scores[best] ?? 0)) best = c;
  const type = CLASSES[best];
  return type === 'none' ? undefined : type;
}
