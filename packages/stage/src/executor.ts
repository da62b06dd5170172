import type { InputRecord } from './codec.ts';
import type { StageDescription } from './stage.ts';
import type { Verdict } from './verdict.ts';

/** Runs a stage over records: one verdict a record, in the same order. Never throws but when it cannot work at all. */
export interface Executor {
  readonly stage: StageDescription;
  execute(records: readonly InputRecord[], signal: AbortSignal): Promise<readonly Verdict[]>;
  /** Forgets what tombstoned records gave; absent where the stage keeps nothing of its own. */
  erase?(keys: readonly string[]): Promise<void>;
  close(): Promise<void>;
}
