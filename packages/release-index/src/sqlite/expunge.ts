import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { emptyWal } from '@presswatch/sqlite';

/** Pages of the full-text index that one step merges, and free pages that one step overwrites: some ms each. */
const MERGE_PAGES = 500;
const SCRUB_PAGES = 1000;

/**
 * Makes the file forget the bytes of what was erased, in short transactions between which others write. A contentless
 * full-text index only marks rows as deleted: their words go when its segments are merged into one. Pages that fell free
 * keep what they held: they are taken up by zeros and given back. Rows are overwritten as they are deleted
 * (`secure_delete=FAST`, see connections.ts).
 *
 * @returns false where bytes may still stand in the write-ahead log, because a reader was in the way
 */
export async function expunge(db: DatabaseSync): Promise<boolean> {
  const merge = db.prepare("INSERT INTO release_text (release_text, rank) VALUES ('merge', ?)");
  const changes = db.prepare('SELECT total_changes() AS n');
  const changed = () => Number(changes.get()?.n);
  // Negative: take all segments into the merge, those too that have just been merged.
  for (let pages = -MERGE_PAGES, work = true; work; pages = MERGE_PAGES) {
    const before = changed();
    merge.run(pages);
    work = changed() - before >= 2;
    await nextTurn();
  }
  await scrubFreePages(db);
  return emptyWal(db);
}

async function scrubFreePages(db: DatabaseSync): Promise<void> {
  const { page_size: pageSize } = db.prepare('PRAGMA page_size').get() as { page_size: number };
  const free = db.prepare('PRAGMA freelist_count');
  db.exec('DROP TABLE IF EXISTS scrub; CREATE TABLE scrub (zeros BLOB)');
  const fill = db.prepare('INSERT INTO scrub (zeros) VALUES (zeroblob(?))');
  for (let left = freeOf(free.get()); left > 0; left = freeOf(free.get())) {
    fill.run(Math.min(left, SCRUB_PAGES) * pageSize);
    await nextTurn();
  }
  db.exec('DROP TABLE scrub');
}

const freeOf = (row: Record<string, unknown> | undefined): number => Number(row?.freelist_count ?? 0);
