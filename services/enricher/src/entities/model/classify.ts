import type { Document } from '../../document.ts';
import { CLASSES } from './classes.ts';
import { BITS, emptyFeatures, type Features, featuresOf } from './features.ts';
import model from './name-weights.json' with { type: 'json' };
import type { Span } from './spans.ts';

const SIZE = CLASSES.length;

const weights = decode();
// Of the span in hand, used again for the next: many spans a release are looked at.
const features: Features = emptyFeatures();
const own = new Int32Array(SIZE);

function decode(): Int8Array {
  const bytes = Buffer.from(model.weights, 'base64');
  const own = new Int8Array((1 << BITS) * SIZE);
  own.set(new Int8Array(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, own.length)));
  return own;
}

/** Adds the logarithms of the probabilities of each class, as the model sees the span where it stands, to `scores`. */
export function addScores(doc: Document, span: Span, scores: Float64Array): void {
  featuresOf(doc, span, features);
  own.fill(0);
  for (let i = 0; i < features.count; i++) {
    const at = (features.slots[i] ?? 0) * SIZE;
    for (let c = 0; c < SIZE; c++) own[c] = (own[c] ?? 0) + (weights[at + c] ?? 0);
  }
  let sum = 0;
  for (let c = 0; c < SIZE; c++) sum += Math.exp((own[c] ?? 0) * model.scale);
  const log = Math.log(sum);
  for (let c = 0; c < SIZE; c++) scores[c] = (scores[c] ?? 0) + (own[c] ?? 0) * model.scale - log;
}
