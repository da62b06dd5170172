import { add, type Counts, f1Of, NOTHING, precisionOf, recallOf } from './counts.ts';
import { goldOf, type Measured, type Pair, textOf } from './measure.ts';

const dayOf = (value: unknown): string => textOf(value).slice(0, 10);

/** The day of publication: a wrong one costs precision and recall, a missing one recall. The measure of htmldate. */
export function measureDates(pairs: readonly Pair[]): Measured {
  let total: Counts = NOTHING;
  const cases = pairs.flatMap(({ gold, said }) => {
    const [want, got] = [dayOf(goldOf(gold).published), dayOf(said?.published)];
    if (want === '') return [];
    const right = want === got;
    total = add(total, { right: right ? 1 : 0, wrong: right || got === '' ? 0 : 1, missed: got === '' ? 1 : 0 });
    return { id: gold.id, score: right ? 1 : 0, note: right ? '' : `${got || 'nothing'}, should be ${want}` };
  });
  const { right, wrong, missed } = total;
  const accuracy = right / (right + wrong + missed || 1);
  return { figures: { f1: f1Of(total), precision: precisionOf(total), recall: recallOf(total), accuracy }, cases };
}
