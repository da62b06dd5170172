import type { DatabaseSync } from 'node:sqlite';
import type { Arrival, Capture } from '@presswatch/identity';

/** A row of `captures` without its document. */
export interface CaptureRow {
  readonly id: number;
  readonly arrival: Arrival;
}

/** A row as the statements below give it. */
interface StoredCapture {
  readonly id: number;
  readonly fetched_at: number;
  readonly sha256: Uint8Array;
  readonly epoch: number;
  readonly removed: number;
}

/** The statements over `captures`. Those that write are called inside a transaction. */
export interface CaptureStore {
  /** To be called when a transaction begins: ids go on from the greatest of the file. */
  begin(): void;
  /** Writes a capture of a release. An older epoch of the same capture leaves the newer one. */
  put(release: number, arrival: Arrival, json: string, fresh: boolean): number;
  /** All of a release. */
  of(release: number): CaptureRow[];
  json(id: number): string;
  delete(release: number, capture: Capture): void;
}

export const hashBytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

export const toArrival = (row: Omit<StoredCapture, 'id'>): Arrival => ({
  capture: { fetchedAt: row.fetched_at, sha256: Buffer.from(row.sha256).toString('hex') },
  epoch: row.epoch,
  removed: row.removed === 1,
});

export function createCaptureStore(db: DatabaseSync): CaptureStore {
  const greatest = db.prepare('SELECT ifnull(max(id), 0) AS id FROM captures');
  const insert = db.prepare(
    'INSERT INTO captures (id, release, fetched_at, removed, sha256, epoch, document) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const find = db.prepare(
    'SELECT id, epoch FROM captures WHERE release = ? AND fetched_at = ? AND sha256 = ? AND removed = ?',
  );
  const replace = db.prepare('UPDATE captures SET epoch = ?, document = ? WHERE id = ?');
  const all = db.prepare('SELECT id, fetched_at, sha256, epoch, removed FROM captures WHERE release = ?');
  const document = db.prepare('SELECT document FROM captures WHERE id = ?');
  const remove = db.prepare('DELETE FROM captures WHERE release = ? AND fetched_at = ? AND sha256 = ?');
  let nextId = 0;
  return {
    begin: () => {
      nextId = Number(greatest.get()?.id) + 1;
    },
    put: (release, { capture, epoch, removed }, json, fresh) => {
      const hash = hashBytes(capture.sha256);
      const known = fresh ? undefined : find.get(release, capture.fetchedAt, hash, removed ? 1 : 0);
      if (known === undefined) {
        insert.run(nextId, release, capture.fetchedAt, removed ? 1 : 0, hash, epoch, json);
        return nextId++;
      }
      const id = Number(known.id);
      if (epoch >= Number(known.epoch)) replace.run(epoch, json, id);
      return id;
    },
    of: (release) =>
      (all.all(release) as unknown as StoredCapture[]).map((row) => ({ id: row.id, arrival: toArrival(row) })),
    json: (id) => String(document.get(id)?.document),
    delete: (release, capture) => void remove.run(release, capture.fetchedAt, hashBytes(capture.sha256)),
  };
}
