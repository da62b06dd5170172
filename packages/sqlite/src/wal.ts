import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/** Tries to empty the write-ahead log, and ms between them: a reader that is in the way is gone in moments. */
const TRIES = 20;
const WAIT_MS = 100;

/**
 * Removed bytes may still stand in the write-ahead log: moves it into the file and empties it. Where a reader is in the
 * way it does not wait, which would hold up the caller's event loop: false, try again later.
 */
export function truncateWal(db: DatabaseSync): boolean {
  const wait = Number(db.prepare('PRAGMA busy_timeout').get()?.timeout ?? 0);
  db.exec('PRAGMA busy_timeout = 0');
  try {
    return db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy === 0;
  } finally {
    db.exec(`PRAGMA busy_timeout = ${wait}`);
  }
}

/** `truncateWal`, tried for two seconds; false where a reader was in the way all the time. */
export async function emptyWal(db: DatabaseSync): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (truncateWal(db)) return true;
    await sleep(WAIT_MS);
  }
  return false;
}
