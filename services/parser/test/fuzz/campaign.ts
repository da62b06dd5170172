import { documentOf } from './case.ts';
import type { FuzzDocument } from './document.ts';
import type { Violation } from './judge.ts';
import { shrink } from './shrink.ts';
import type { FuzzThread } from './thread.ts';

export interface CampaignOptions {
  readonly format: string;
  /** The seed of the first case; each further one counts up. */
  readonly seed: number;
  /** ms */
  readonly forMs: number;
  /** At most so many cases. */
  readonly cases: number;
  /** One case in so many is grown up to the size limit; 0: none. */
  readonly large: number;
  /** Ends after the case in work. */
  readonly signal?: AbortSignal;
  readonly clock: () => number;
  readonly onCase?: ((done: number) => void) | undefined;
}

export interface Finding {
  /** Of the case: run as the first seed it comes again. */
  readonly seed: number;
  readonly violation: Violation;
  readonly document: FuzzDocument;
}

export interface CampaignResult {
  readonly cases: number;
  readonly findings: readonly Finding[];
}

/** Tries cases of one format until the time is over. Of each kind of failure one is kept, as small as it could be made. */
export async function runCampaign(thread: FuzzThread, options: CampaignOptions): Promise<CampaignResult> {
  const findings = new Map<string, Finding>();
  const end = options.clock() + options.forMs;
  let cases = 0;
  while (cases < options.cases && options.clock() < end && !options.signal?.aborted) {
    const seed = (options.seed + cases) >>> 0;
    const document = documentOf(options.format, seed, options);
    const violation = await thread.judge(document);
    cases++;
    options.onCase?.(cases);
    if (violation === undefined || findings.has(kindOf(violation))) continue;
    const finding = await reduce(thread, { seed, violation, document }, options.clock);
    if (finding) findings.set(kindOf(violation), finding);
  }
  return { cases, findings: [...findings.values()] };
}

/** Words and numbers differ from case to case; the place they are in does not. */
const kindOf = ({ invariant, detail }: Violation): string =>
  `${invariant} ${detail
    .split('\n', 2)
    .join(' ')
    .replace(/"[^"]*"|\d+/g, '…')
    .slice(0, 80)}`;

const TRIES = 400;
/** ms: how long a finding may be made smaller. */
const SHRINK_MS = 20_000;

/** Undefined where the failure does not come again by itself: a busy machine misses deadlines. */
async function reduce(
  thread: FuzzThread,
  { seed, violation, document }: Finding,
  clock: () => number,
): Promise<Finding | undefined> {
  const kind = kindOf(violation);
  let smallest: Violation | undefined;
  const fails = async (smaller: FuzzDocument): Promise<boolean> => {
    const again = await thread.judge(smaller);
    if (again === undefined || kindOf(again) !== kind) return false;
    smallest = again;
    return true;
  };
  if (!(await fails(document))) return undefined;
  if (document.damage.length === 0) return { seed, violation, document }; // less of a valid document is none
  const end = clock() + SHRINK_MS;
  const shrunk = await shrink(document, fails, { tries: TRIES, goesOn: () => clock() < end });
  return { seed, violation: smallest ?? violation, document: shrunk };
}
