import type { DatabaseSync } from 'node:sqlite';
import { FTS5_COLUMNS, fts5Row } from '@presswatch/query';
import type { CaptureDocument } from '../documents.ts';
import { searchableText } from '../projection.ts';

/** A release's row of the full-text index, by column. */
export type TextRow = readonly string[];

/** The full-text row of a release that shows this capture. */
export function textRowOf(document: CaptureDocument): TextRow {
  const row = fts5Row(searchableText(document, document.capture.fetchedAt));
  return FTS5_COLUMNS.map((column) => row[column]);
}

/**
 * The full-text rows that a transaction writes, kept until its end: FTS5 takes rows in the order of rowids, and writes
 * out what it gathered whenever one comes out of order.
 */
export interface TextStore {
  add(id: number, row: TextRow): void;
  replace(id: number, row: TextRow): void;
  delete(id: number): void;
  /** Writes what was gathered: to be called before the transaction (or savepoint) ends. */
  flush(): void;
  /** Drops what was gathered. */
  forget(): void;
}

export function createTextStore(db: DatabaseSync): TextStore {
  const insert = db.prepare(
    `INSERT INTO release_text (rowid, ${FTS5_COLUMNS.join(', ')}) VALUES (?${', ?'.repeat(FTS5_COLUMNS.length)})`,
  );
  const remove = db.prepare('DELETE FROM release_text WHERE rowid = ?');
  const added = new Map<number, TextRow>();
  const deleted = new Set<number>();
  const forget = () => {
    added.clear();
    deleted.clear();
  };
  return {
    add: (id, row) => void added.set(id, row),
    replace: (id, row) => {
      deleted.add(id);
      added.set(id, row);
    },
    delete: (id) => {
      added.delete(id);
      deleted.add(id);
    },
    flush: () => {
      for (const id of [...deleted].sort((a, b) => a - b)) remove.run(id);
      for (const [id, row] of [...added].sort(([a], [b]) => a - b)) insert.run(id, ...row);
      forget();
    },
    forget,
  };
}
