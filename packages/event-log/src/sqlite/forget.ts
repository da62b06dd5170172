import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { emptyWal, inTransaction, textHash } from '@presswatch/sqlite';
import type { Forgotten } from '../port.ts';
import type { Store } from './store.ts';

/** Records looked at in one go: reading their keys leaves the pages of large values alone. */
const SLICE = 5000;

/** Removes the records with a value that bear one of the keys; `secure_delete` overwrites their bytes. */
export async function forgetKeys(db: DatabaseSync, store: Store, keys: readonly string[]): Promise<Forgotten> {
  const wanted = new Set(keys);
  const page = db.prepare(
    'SELECT position, topic, part, record_key FROM records WHERE position > ? ORDER BY position LIMIT ?',
  );
  const remove = db.prepare('DELETE FROM records WHERE position = ? AND value IS NOT NULL');
  const entry = db.prepare('DELETE FROM newest WHERE topic = ? AND part = ? AND key_hash = ? AND position = ?');
  const newest = store.newestPosition();
  let records = 0;
  for (let after = 0; wanted.size > 0 && after < newest; ) {
    const rows = page.all(after, SLICE) as unknown as readonly KeyRow[];
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.position;
    const found = rows.filter(({ record_key }) => wanted.has(record_key));
    if (found.length > 0) {
      records += inTransaction(db, () => {
        let removed = 0;
        for (const { position, topic, part, record_key } of found) {
          if (remove.run(position).changes === 0) continue;
          entry.run(topic, part, textHash(record_key), position);
          removed++;
        }
        return removed;
      });
    }
    await nextTurn();
  }
  return { records, bytesLeft: !(await emptyWal(db)) };
}

interface KeyRow {
  readonly position: number;
  readonly topic: number;
  readonly part: number;
  readonly record_key: string;
}
