import type { InputRecord } from '../codec.ts';

/** Which stage a worker is to run: made once a worker, at its first task. */
export interface StageSetup {
  /** The URL of a PureStageModule. */
  readonly module: string;
  /** What its `create` gets. */
  readonly data: unknown;
}

/** One chunk of work. */
export interface WorkerTask {
  readonly stage: StageSetup;
  readonly records: readonly InputRecord[];
  /** One cell, shared: the index of the record in work, so that a worker that had to be killed names its culprit. */
  readonly progress: Int32Array;
}

/** What a worker says of its stage; event kinds by name, since schemas do not cross threads. */
export interface WorkerDescription {
  readonly name: string;
  readonly version: string;
  readonly input: string;
  readonly output?: string;
}
