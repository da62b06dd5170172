import type { State } from '../port.ts';

/** One storage of its own, on which a state can be opened again and again. */
export interface StateHarness {
  open(): Promise<State>;
  /** Throws away all that is stored, as an operator may; called while nothing is open. */
  empty(): Promise<void>;
  /** Closes what is still open and removes the storage. */
  dispose(): Promise<void>;
}

export interface StateCapabilities {
  /** Whether members of a set are forgotten by the `now` given to later calls; false: by the server's own clock. */
  readonly forgetsByGivenTime: boolean;
  /** ms a test may take. Default 10,000. */
  readonly timeoutMs?: number;
}

/** What each test stands on. */
export interface Ground {
  readonly harness: StateHarness;
  readonly state: State;
  readonly capabilities: StateCapabilities;
}
