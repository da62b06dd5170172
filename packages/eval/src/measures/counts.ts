/** Right, wrongly said, and missed. */
export interface Counts {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

export const NOTHING: Counts = { right: 0, wrong: 0, missed: 0 };

export const add = (a: Counts, b: Counts): Counts => ({
  right: a.right + b.right,
  wrong: a.wrong + b.wrong,
  missed: a.missed + b.missed,
});

/** What is said beside what should be: each value counts once. */
export function compareSets(gold: Iterable<string>, said: Iterable<string>): Counts {
  const [wanted, given] = [new Set(gold), new Set(said)];
  let right = 0;
  for (const value of given) if (wanted.has(value)) right++;
  return { right, wrong: given.size - right, missed: wanted.size - right };
}

export const harmonic = (precision: number, recall: number): number =>
  precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);

export const precisionOf = ({ right, wrong }: Counts): number => right / (right + wrong || 1);
export const recallOf = ({ right, missed }: Counts): number => right / (right + missed || 1);
export const f1Of = (counts: Counts): number => harmonic(precisionOf(counts), recallOf(counts));

/** An F1 a name; a name of which there was nothing to find and nothing said has none. */
export function figuresOf<K extends string>(
  counts: ReadonlyMap<K, Counts>,
  shown: (name: K) => string = (name) => name,
): Record<string, number> {
  const some = [...counts].filter(([, { right, wrong, missed }]) => right + wrong + missed > 0);
  return Object.fromEntries(some.map(([name, count]) => [shown(name), f1Of(count)]));
}
