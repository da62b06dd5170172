import type { Migration } from '@presswatch/sqlite';

const FIRST = `
  CREATE TABLE tasks (
    id TEXT PRIMARY KEY,
    due_at INTEGER NOT NULL,
    token TEXT,
    leased_until INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tasks_by_due ON tasks (due_at, id);
  CREATE TABLE hosts (host TEXT PRIMARY KEY, next_slot_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE remembered (key TEXT PRIMARY KEY, value TEXT NOT NULL, version INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE seen (
    collection TEXT NOT NULL,
    member TEXT NOT NULL,
    keep_until INTEGER NOT NULL,
    PRIMARY KEY (collection, member)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX seen_by_keep ON seen (keep_until);
`;

export const MIGRATIONS: readonly Migration[] = [FIRST];
