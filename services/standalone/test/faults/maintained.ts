import { setTimeout as wait } from 'node:timers/promises';
import { REPLAY_KIND } from '@presswatch/operations';
import type { RecordStore } from '@presswatch/records';
import type { Inputs } from './inputs.ts';
import type { Findings } from './ledger.ts';

/** Makes every replay that was killed look as old as it would be after a minute. */
export async function silence(records: RecordStore): Promise<number> {
  let silenced = 0;
  for (const { id, value, version } of await records.scan(REPLAY_KIND, { limit: 1000 })) {
    const run = value as { state: string };
    if (run.state !== 'running') continue;
    await records.put(REPLAY_KIND, id, { ...run, beatAt: 0 }, version);
    silenced++;
  }
  return silenced;
}

/** The ledger without releases that were erased, by title and id. */
export function withoutErased(
  inputs: Inputs,
  findings: Findings,
  erased: ReadonlyMap<string, string>,
): { readonly inputs: Inputs; readonly findings: Findings } {
  const ids = new Set(erased.values());
  const kept = (key: string): boolean => !ids.has(key.split('/', 1)[0] ?? '');
  return {
    inputs: { ...inputs, given: new Map([...inputs.given].filter(([title]) => !erased.has(title))) },
    // What is left of an erased release are its tombstones.
    findings: { ...findings, raw: findings.raw.filter(({ key }) => kept(key)) },
  };
}

/** Gives inputs, a few at a time, until it is stopped. */
export function flow(inputs: Inputs, perTurn: number, everyMs: number): { stop(): Promise<void> } {
  let going = true;
  const running = (async () => {
    while (going) {
      await inputs.give(perTurn);
      await wait(everyMs);
    }
  })();
  return {
    async stop() {
      going = false;
      await running;
    },
  };
}
