import type { DatabaseSync } from 'node:sqlite';
import type { Budgets } from '../port.ts';

/** The next free slot of each host. */
export function createBudgets(db: DatabaseSync): Budgets {
  const take = db.prepare(
    `INSERT INTO hosts (host, next_slot_at) VALUES (:host, :now + :interval)
     ON CONFLICT DO UPDATE SET next_slot_at = max(next_slot_at, :now) + :interval
     RETURNING next_slot_at - :interval - :now AS wait`,
  );
  const block = db.prepare(
    `INSERT INTO hosts (host, next_slot_at) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET next_slot_at = max(next_slot_at, excluded.next_slot_at)`,
  );
  return {
    async take(host, { now, intervalMs }) {
      return Number(take.get({ host, now, interval: intervalMs })?.wait);
    },
    async block(host, until) {
      block.run(host, until);
    },
  };
}
