import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Holds a file for as long as this process lives. */
export interface Hold {
  release(): void;
}

/**
 * Takes a lock that the operating system drops with the process, so that a kill -9 leaves nothing to clean up. (A
 * SQLite file held by an exclusive transaction: the one portable lock that Node has.)
 *
 * @returns null when another process holds it
 */
export function holdFile(path: string): Hold | null {
  mkdirSync(dirname(path), { recursive: true });
  const db = new DatabaseSync(path, { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return null;
    throw error;
  }
  return {
    release: () => {
      if (db.isOpen) db.close();
    },
  };
}

const SQLITE_BUSY = 5;
