import { describe } from 'vitest';
import { delivery } from './delivery.ts';
import { finishing } from './finishing.ts';
import { useGround } from './ground.ts';
import type { EventLogCapabilities, EventLogHarness } from './harness.ts';
import { membership } from './membership.ts';
import { publishing } from './publishing.ts';

export type { EventLogCapabilities, EventLogHarness };

/** What every EventLog does, whatever it stands on. Each test gets a harness of its own. */
export function describeEventLog(
  name: string,
  makeHarness: () => Promise<EventLogHarness>,
  capabilities: EventLogCapabilities,
): void {
  describe(`EventLog: ${name}`, { timeout: capabilities.timeoutMs ?? 10_000 }, () => {
    const ground = useGround(makeHarness, capabilities);
    describe('publishing and reading', () => publishing(ground));
    describe('delivery', () => delivery(ground));
    describe('finish', () => finishing(ground));
    describe('members', () => membership(ground));
  });
}
