import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Shown } from '@presswatch/identity';
import { hashBytes, toArrival } from './capture-store.ts';

/** What of a release depends on the capture it shows. */
export interface ShownColumns {
  readonly publishedAt: number | null;
  readonly facets: Uint8Array;
}

/** A release's state in the file. */
export interface ReleaseState {
  readonly id: number;
  readonly shown: Shown;
  /** captures.id of `shown.newest`. */
  readonly newest: number;
  /** captures.id of `shown.content`. */
  readonly content: number | null;
  readonly publishedAt: number | null;
  readonly facets: Uint8Array;
}

/** What is written of a release: its state and what follows from it. */
export interface ReleaseWrite extends ReleaseState {
  readonly sortAt: number;
  readonly withdrawnAt: number | null;
}

/** The statements over `releases` and `aliases`. Those that write are called inside a transaction. */
export interface ReleaseStore {
  begin(): void;
  nextId(): number;
  find(releaseId: string): ReleaseState | undefined;
  insert(releaseId: string, release: ReleaseWrite): void;
  update(release: ReleaseWrite): void;
  delete(id: number): void;
  addAliases(release: number, forms: readonly string[]): void;
  deleteAliases(release: number, forms: readonly string[]): void;
}

/** The key under which an alias stands. */
export const aliasName = (form: string): Uint8Array =>
  // By way of a text, because a buffer made by the hash itself is kept and freed one by one.
  Buffer.from(hash('sha256', form, 'binary'), 'latin1').subarray(0, 12);

interface JoinedRow {
  readonly id: number;
  readonly version: number;
  readonly first_seen: number;
  readonly published_at: number | null;
  readonly facets: Uint8Array;
  readonly newest: number;
  readonly n_at: number;
  readonly n_hash: Uint8Array;
  readonly n_epoch: number;
  readonly n_removed: number;
  readonly content: number | null;
  readonly c_at: number;
  readonly c_hash: Uint8Array;
  readonly c_epoch: number;
}

const FIND = `
  SELECT r.id, r.version, r.first_seen, r.published_at, r.facets,
    r.newest, n.fetched_at AS n_at, n.sha256 AS n_hash, n.epoch AS n_epoch, n.removed AS n_removed,
    r.content, c.fetched_at AS c_at, c.sha256 AS c_hash, c.epoch AS c_epoch
  FROM releases r JOIN captures n ON n.id = r.newest LEFT JOIN captures c ON c.id = r.content
  WHERE r.release_id = ?`;

function toState(row: JoinedRow): ReleaseState {
  return {
    id: row.id,
    shown: {
      version: row.version,
      firstSeen: row.first_seen,
      newest: toArrival({ fetched_at: row.n_at, sha256: row.n_hash, epoch: row.n_epoch, removed: row.n_removed }),
      content:
        row.content === null
          ? null
          : toArrival({ fetched_at: row.c_at, sha256: row.c_hash, epoch: row.c_epoch, removed: 0 }),
    },
    newest: row.newest,
    content: row.content,
    publishedAt: row.published_at,
    facets: row.facets,
  };
}

export function createReleaseStore(db: DatabaseSync): ReleaseStore {
  const greatest = db.prepare('SELECT ifnull(max(id), 0) AS id FROM releases');
  const find = db.prepare(FIND);
  const insert = db.prepare(
    `INSERT INTO releases
       (version, sort_at, published_at, first_seen, withdrawn_at, newest, content, facets, id, release_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = db.prepare(
    `UPDATE releases SET version = ?, sort_at = ?, published_at = ?, first_seen = ?, withdrawn_at = ?, newest = ?,
       content = ?, facets = ? WHERE id = ?`,
  );
  const remove = db.prepare('DELETE FROM releases WHERE id = ?');
  const addAlias = db.prepare('INSERT OR IGNORE INTO aliases (name, release) VALUES (?, ?)');
  const deleteAlias = db.prepare('DELETE FROM aliases WHERE name = ? AND release = ?');
  const columns = (r: ReleaseWrite) =>
    [
      r.shown.version,
      r.sortAt,
      r.publishedAt,
      r.shown.firstSeen,
      r.withdrawnAt,
      r.newest,
      r.content,
      r.facets,
      r.id,
    ] as const;
  let nextId = 0;
  return {
    begin: () => {
      nextId = Number(greatest.get()?.id) + 1;
    },
    nextId: () => nextId++,
    find: (releaseId) => {
      const row = find.get(hashBytes(releaseId));
      return row === undefined ? undefined : toState(row as unknown as JoinedRow);
    },
    insert: (releaseId, release) => void insert.run(...columns(release), hashBytes(releaseId)),
    update: (release) => void update.run(...columns(release)),
    delete: (id) => void remove.run(id),
    addAliases: (release, forms) => {
      for (const form of forms) addAlias.run(aliasName(form), release);
    },
    deleteAliases: (release, forms) => {
      for (const form of forms) deleteAlias.run(aliasName(form), release);
    },
  };
}
