import type { DatabaseSync } from 'node:sqlite';

/**
 * Runs the work in one write transaction: all of it is durable when this returns, or none of it when it throws. The work
 * is synchronous by type: a transaction must never span an `await`, or other callers' writes would join it.
 */
export function inTransaction<T>(db: DatabaseSync, work: () => T extends Promise<unknown> ? never : T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
