import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTransaction, openDatabase } from '@presswatch/sqlite';
import type { BenchRelease } from './material.ts';

const BATCH = 100;
const SCHEMA = `
  CREATE TABLE releases (id INTEGER PRIMARY KEY, document TEXT NOT NULL);
  CREATE VIRTUAL TABLE words USING fts5(title, body);`;

/**
 * The limit that the pipeline is measured beside: bare row and FTS5 inserts of the same documents, in batches of 100,
 * `synchronous=FULL`, nothing else.
 *
 * @returns releases a second
 */
export function insertBare(releases: Iterable<BenchRelease>): number {
  const folder = mkdtempSync(join(tmpdir(), 'presswatch-bench-'));
  const db = openDatabase({ path: join(folder, 'bare.db'), migrations: [SCHEMA] });
  try {
    const row = db.prepare('INSERT INTO releases VALUES (?, ?)');
    const words = db.prepare('INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)');
    let [count, seconds] = [0, 0];
    for (const batch of batches(releases)) {
      const started = performance.now();
      inTransaction(db, () => {
        for (const release of batch) {
          count += 1;
          row.run(count, JSON.stringify(release));
          words.run(count, release.title, release.markdown);
        }
      });
      seconds += (performance.now() - started) / 1000;
    }
    return count / seconds;
  } finally {
    db.close();
    rmSync(folder, { recursive: true });
  }
}

function* batches<T>(items: Iterable<T>): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
