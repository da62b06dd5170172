import { deadLetterRecord } from '@presswatch/dead-letters';
import type { Finish, NewRecord, StoredRecord } from '@presswatch/event-log';
import type { BugGuard } from './bug-guard.ts';
import type { InputRecord } from './codec.ts';
import type { FailureClass } from './metrics.ts';
import type { StageDescription } from './stage.ts';
import type { Verdict } from './verdict.ts';

/** A verdict after which there is nothing left to do but to write it down. */
type Final = Extract<Verdict, { kind: 'done' | 'dead' }>;

interface Item {
  readonly record: StoredRecord;
  tries: number;
  final: Final | undefined;
}

/** What keeps the open items of a batch open. */
export interface Waiting {
  readonly dependency: string;
  readonly reason: string;
}

/** What a round over the open items came to. */
export interface Taken {
  /** Reason codes of what is tried again. */
  readonly retries: readonly string[];
  readonly failures: readonly FailureClass[];
  readonly waiting: Waiting | undefined;
}

/** The records of one batch on their way to final verdicts. Knows no time and no I/O. */
export interface BatchWork {
  /** Records with a value and without a final verdict. */
  open(): readonly InputRecord[];
  /** Tombstones that are not forwarded yet. */
  tombstones(): readonly StoredRecord[];
  /** Takes the verdicts on what `open` gave, in its order. */
  take(verdicts: readonly Verdict[]): Taken;
  tombstonesDone(): void;
  /** The finished records that follow on what was finished before; undefined where there are none. */
  finishable(now: number): (Finish & { readonly done: readonly Finished[] }) | undefined;
  readonly complete: boolean;
}

export interface Finished {
  readonly record: StoredRecord;
  readonly final: Final;
  readonly attempts: number;
}

/** @param tries how often one event is tried before it becomes a dead letter */
export function createBatchWork(
  stage: StageDescription,
  records: readonly StoredRecord[],
  guard: BugGuard,
  tries: number,
): BatchWork {
  const items: Item[] = records.map((record) => ({ record, tries: 0, final: undefined }));
  let finished = 0;
  const pending = () => items.slice(finished).filter((item) => item.final === undefined);
  const openItems = () => pending().filter((item) => item.record.value !== null);
  return {
    open: () => openItems().map(({ record }) => record as InputRecord),
    tombstones: () => pending().flatMap(({ record }) => (record.value === null ? [record] : [])),
    tombstonesDone() {
      for (const item of pending()) {
        if (item.record.value === null) item.final = { kind: 'done', outputs: forwarded(stage, item.record) };
      }
    },
    take(verdicts) {
      const taken = openItems();
      const retries: string[] = [];
      const failures = verdicts.flatMap((verdict) => (verdict.kind === 'done' ? [] : [classOf(verdict)]));
      let waiting: Waiting | undefined;
      taken.forEach((item, at) => {
        const verdict = verdicts[at];
        if (verdict === undefined)
          throw new Error(`${stage.name}: ${verdicts.length} verdicts for ${taken.length} events`);
        if (verdict.kind === 'unavailable') {
          waiting = { dependency: verdict.dependency, reason: verdict.reason };
          return;
        }
        // Once an event: tries of the same event are no events in a row.
        const threw = 'threw' in verdict ? verdict.threw : undefined;
        if (item.tries === 0 || threw === undefined) guard.note(threw);
        item.tries += 1;
        item.final = judged(verdict, item.tries, tries);
        if (item.final === undefined) retries.push(verdict.kind === 'retry' ? verdict.reason.code : verdict.kind);
      });
      takeBackBug(taken, guard);
      return { retries, failures, waiting };
    },
    finishable(now) {
      const rest = items.slice(finished);
      const gap = rest.findIndex((item) => item.final === undefined);
      const ready = gap < 0 ? rest : rest.slice(0, gap);
      const last = ready.at(-1);
      if (last === undefined) return undefined;
      finished += ready.length;
      const done = ready.flatMap(({ record, final, tries: attempts }): Finished[] =>
        final ? [{ record, final, attempts }] : [],
      );
      return {
        done,
        outputs: done.flatMap(({ final }) => (final.kind === 'done' ? final.outputs : [])),
        deadLetters: done.flatMap((item) => deadLetterOf(stage, item, now)),
        upTo: last.record.offset + 1,
      };
    },
    get complete() {
      return finished === items.length;
    },
  };
}

const LIMITS: ReadonlySet<string> = new Set<FailureClass>(['deadline', 'out-of-memory', 'worker-died']);

function classOf(verdict: Exclude<Verdict, { kind: 'done' }>): FailureClass {
  if (verdict.kind === 'unavailable') return 'unavailable';
  const { threw } = verdict;
  if (threw !== undefined) return LIMITS.has(threw) ? (threw as FailureClass) : 'threw';
  return verdict.kind === 'retry' ? 'retry' : 'rejected';
}

function judged(verdict: Exclude<Verdict, { kind: 'unavailable' }>, made: number, tries: number): Final | undefined {
  if (verdict.kind !== 'retry') return verdict;
  if (made < tries) return undefined;
  return { ...verdict, kind: 'dead' };
}

/** What the bug that paused the stage threw on waits for the mend: it is no dead letter. */
function takeBackBug(items: readonly Item[], guard: BugGuard): void {
  if (guard.paused === undefined) return;
  for (const item of items) {
    if (item.final?.kind === 'dead' && item.final.threw === guard.paused) item.final = undefined;
  }
}

/** A tombstone goes on to the stage's output, so that every topic forgets the capture. */
function forwarded(stage: StageDescription, record: StoredRecord): NewRecord[] {
  if (stage.output === undefined) return [];
  const { key, headers } = record;
  return [{ topic: stage.output.topic, key, partitionKey: key.split('/', 1)[0] ?? key, value: null, headers }];
}

function deadLetterOf(stage: StageDescription, { record, final, attempts }: Finished, at: number): NewRecord[] {
  const { value } = record;
  if (final.kind !== 'dead' || value === null) return [];
  const { reason, cause } = final;
  return [
    deadLetterRecord({
      input: { ...record, value },
      group: stage.name,
      stageVersion: stage.version,
      reason,
      attempts,
      at,
      ...(cause === undefined ? {} : { cause }),
    }),
  ];
}
