import { afterEach, beforeEach, describe } from 'vitest';
import type { State } from '../port.ts';
import { budgets } from './budgets.ts';
import type { Ground, StateCapabilities, StateHarness } from './harness.ts';
import { memory } from './memory.ts';
import { schedule } from './schedule.ts';

export type { StateCapabilities, StateHarness } from './harness.ts';

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
