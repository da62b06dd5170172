import { afterEach, beforeEach, describe } from 'vitest';
import type { State } from '../port.ts';
import { budgets } from './budgets.ts';
import { memory } from './memory.ts';
import { schedule } from './schedule.ts';

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

/** What every State does, whatever it stands on. Each test gets a harness of its own. */
export function describeState(
  name: string,
  makeHarness: () => Promise<StateHarness>,
  capabilities: StateCapabilities,
): void {
  describe(`State: ${name}`, { timeout: capabilities.timeoutMs ?? 10_000 }, () => {
    let harness: StateHarness;
    let state: State;
    beforeEach(async () => {
      harness = await makeHarness();
      state = await harness.open();
    });
    afterEach(() => harness.dispose());
    const ground = (): Ground => ({ harness, state, capabilities });

    describe('schedule', () => schedule(ground));
    describe('budgets', () => budgets(ground));
    describe('memory', () => memory(ground));
  });
}
