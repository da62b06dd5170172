import { type Measured, type Pair, type Prediction, textOf } from './measure.ts';

const ENTITIES: readonly (readonly [RegExp, string])[] = [
  [/&nbsp;|\u00a0/g, ' '],
  [/&amp;/g, '&'],
  [/&lt;/g, '<'],
  [/&gt;/g, '>'],
  [/&quot;/g, '"'],
  [/&#39;|&apos;/g, "'"],
];

/** Without tags, the commonest entities read, white space folded. */
function plain(value: unknown): string {
  let text = String(value ?? '').replace(/<[^>]*>/g, ' ');
  for (const [entity, char] of ENTITIES) text = text.replace(entity, char);
  return text.replace(/\s+/g, ' ').trim();
}

/** The value at a path like `items[0].title`. */
function valueAt(said: Prediction | undefined, path: string): unknown {
  let value: unknown = said;
  for (const key of path.replace(/\[(\d+)\]/g, '.$1').split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  }
  return value;
}

const IS_TIME = /\.(?:published|updated)$/;

function holds(path: string, got: unknown, want: unknown): boolean {
  if (!IS_TIME.test(path)) return plain(got) === plain(want);
  return typeof got === 'string' && Date.parse(got) === Date.parse(textOf(want));
}

interface Assertion {
  readonly path: string;
  readonly equals: unknown;
}

/** The share of assertions that hold: texts without tags, times as instants. */
export function measureFeeds(pairs: readonly Pair[]): Measured {
  let [held, all, refused] = [0, 0, 0];
  const cases = pairs.map(({ gold, said }) => {
    const assertions = (gold.expect ?? []) as readonly Assertion[];
    const failed = assertions.filter(({ path, equals }) => !holds(path, valueAt(said, path), equals));
    if (said?.error !== undefined) refused++;
    all += assertions.length;
    held += assertions.length - failed.length;
    const note = failed.map(({ path, equals }) => `${path}: ${short(valueAt(said, path))}, should be ${short(equals)}`);
    const score = assertions.length === 0 ? 1 : 1 - failed.length / assertions.length;
    return { id: gold.id, score, note: note.join('; ') };
  });
  return { figures: { pass: held / (all || 1), assertions: all, refused }, cases };
}

const short = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 90);
