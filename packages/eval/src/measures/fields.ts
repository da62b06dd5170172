import { add, type Counts, compareSets, f1Of, figuresOf, NOTHING } from './counts.ts';
import { type CaseScore, goldOf, type Measured, type Pair } from './measure.ts';

const FIELDS = ['issuer', 'datelinePlace', 'datelineDate', 'tickers'] as const;
type Field = (typeof FIELDS)[number];

const MARKS = /[.,'’"“”&()]/g;
const NO_NAME = /\b(?:inc|corp|corporation|ltd|limited|llc|plc|co|company|the|and|gmbh|ag|sa|nv)\b/g;

/** Case, punctuation, legal suffixes and white space make no difference; of a place only what stands before its comma. */
function folded(field: Field, value: unknown): string {
  const text = String(value);
  const shown = field === 'datelinePlace' ? (text.split(',', 1)[0] ?? '') : text;
  return shown.toLowerCase().replace(MARKS, ' ').replace(NO_NAME, ' ').replace(/\s+/g, ' ').trim();
}

const valuesOf = (field: Field, value: unknown): string[] =>
  (Array.isArray(value) ? value : value === null || value === undefined || value === '' ? [] : [value]).map((one) =>
    folded(field, one),
  );

/** Fields of a press release, each by its own F1. */
export function measureFields(pairs: readonly Pair[]): Measured {
  const totals = new Map<Field, Counts>(FIELDS.map((field) => [field, NOTHING]));
  const cases = pairs.map(({ gold, said }): CaseScore => {
    let all: Counts = NOTHING;
    const notes: string[] = [];
    for (const field of FIELDS) {
      const [wanted, given] = [valuesOf(field, goldOf(gold)[field]), valuesOf(field, said?.[field])];
      const counts = compareSets(wanted, given);
      totals.set(field, add(totals.get(field) ?? NOTHING, counts));
      all = add(all, counts);
      if (counts.wrong + counts.missed > 0)
        notes.push(`${field}: ${given.join(' | ') || 'nothing'}, should be ${wanted.join(' | ') || 'nothing'}`);
    }
    return { id: gold.id, score: all.right + all.wrong + all.missed === 0 ? 1 : f1Of(all), note: notes.join('; ') };
  });
  return {
    figures: figuresOf(totals),
    cases,
  };
}
