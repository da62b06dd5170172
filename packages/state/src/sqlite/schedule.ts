import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '@presswatch/sqlite';
import type { Lease, Schedule } from '../port.ts';

/**
 * Tasks in a table. A lease is its token: renewing and releasing work as long as no other owner has taken the task over,
 * even a moment after its end.
 */
export function createSchedule(db: DatabaseSync): Schedule {
  const add = db.prepare('INSERT OR IGNORE INTO tasks (id, due_at) VALUES (?, ?)');
  const due = db.prepare(
    'SELECT id, due_at FROM tasks WHERE due_at <= :now AND leased_until <= :now ORDER BY due_at, id LIMIT :limit',
  );
  const lease = db.prepare('UPDATE tasks SET token = ?, leased_until = ? WHERE id = ?');
  const renew = db.prepare('UPDATE tasks SET leased_until = ? WHERE id = ? AND token = ?');
  const release = db.prepare('UPDATE tasks SET due_at = ?, token = NULL, leased_until = 0 WHERE id = ? AND token = ?');
  const reschedule = db.prepare('UPDATE tasks SET due_at = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM tasks WHERE id = ?');
  const times = db.prepare('SELECT id, due_at FROM tasks WHERE id IN (SELECT value FROM json_each(?))');

  return {
    async add(tasks) {
      inTransaction(db, () => {
        for (const { id, dueAt } of tasks) add.run(id, dueAt);
      });
    },
    async claim({ now, limit, leaseMs }) {
      const until = now + leaseMs;
      return inTransaction(db, () =>
        due.all({ now, limit }).map((row): Lease => {
          const claimed = { id: String(row.id), dueAt: Number(row.due_at), token: randomUUID(), until };
          lease.run(claimed.token, until, claimed.id);
          return claimed;
        }),
      );
    },
    async renew(held, { now, leaseMs }) {
      const until = now + leaseMs;
      return renew.run(until, held.id, held.token).changes > 0 ? { ...held, until } : null;
    },
    async release(held, nextDueAt) {
      return release.run(nextDueAt, held.id, held.token).changes > 0;
    },
    async reschedule(id, dueAt) {
      reschedule.run(dueAt, id);
    },
    async remove(id) {
      remove.run(id);
    },
    async dueTimes(ids) {
      return new Map(times.all(JSON.stringify(ids)).map((row) => [String(row.id), Number(row.due_at)]));
    },
  };
}
