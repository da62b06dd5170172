import { type Counts, harmonic } from './counts.ts';
import { goldOf, type Measured, mean, type Pair, textOf } from './measure.ts';

const SHINGLE = 4;

/** How often each run of four words stands in a text; a shorter text is one run. */
function shinglesOf(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const size = Math.min(SHINGLE, words.length);
  const shingles = new Map<string, number>();
  for (let at = 0; size > 0 && at + size <= words.length; at++) {
    const shingle = words.slice(at, at + size).join(' ');
    shingles.set(shingle, (shingles.get(shingle) ?? 0) + 1);
  }
  return shingles;
}

function compareTexts(gold: string, said: string): Counts {
  const [wanted, given] = [shinglesOf(gold), shinglesOf(said)];
  let [right, wrong, missed] = [0, 0, 0];
  for (const shingle of new Set([...wanted.keys(), ...given.keys()])) {
    const [want, got] = [wanted.get(shingle) ?? 0, given.get(shingle) ?? 0];
    right += Math.min(want, got);
    wrong += Math.max(0, got - want);
    missed += Math.max(0, want - got);
  }
  return { right, wrong, missed };
}

/**
 * Bodies as runs of four words, precision and recall averaged over pages: the measure of the article extraction
 * benchmark (Scrapinghub 2020, section 3.1), with words as Unicode has them.
 */
export function measureExtraction(pairs: readonly Pair[]): Measured {
  const precisions: number[] = [];
  const recalls: number[] = [];
  let exact = 0;
  const cases = pairs.map(({ gold, said }) => {
    const { right, wrong, missed } = compareTexts(textOf(goldOf(gold).body), textOf(said?.body));
    const whole = wrong === 0 && missed === 0;
    const precision = whole ? 1 : right / (right + wrong || 1);
    const recall = whole ? 1 : right / (right + missed || 1);
    if (right + wrong > 0) precisions.push(precision);
    if (right + missed > 0) recalls.push(recall);
    if (whole) exact++;
    const note = `precision ${precision.toFixed(3)} recall ${recall.toFixed(3)} ${textOf(gold.url)}`;
    return { id: gold.id, score: harmonic(precision, recall), note };
  });
  const [precision, recall] = [mean(precisions), mean(recalls)];
  const figures = { f1: harmonic(precision, recall), precision, recall, exact: exact / (pairs.length || 1) };
  return { figures, cases };
}
