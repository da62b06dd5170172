import type { Migration } from '@presswatch/sqlite';

/**
 * One AUTOINCREMENT counter gives the offsets of all partitions: never used twice, even after the newest record was
 * trimmed, and growing in the order of commits. The value stands last, so that reading the other columns leaves its
 * pages alone.
 */
const FIRST = `
  CREATE TABLE settings (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE topics (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE consumer_groups (
    id INTEGER PRIMARY KEY,
    topic INTEGER NOT NULL REFERENCES topics (id),
    name TEXT NOT NULL,
    UNIQUE (topic, name)
  ) STRICT;
  CREATE TABLE records (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    topic INTEGER NOT NULL,
    part INTEGER NOT NULL,
    published_at INTEGER NOT NULL,
    record_key TEXT NOT NULL,
    headers TEXT NOT NULL,
    value BLOB
  ) STRICT;
  CREATE INDEX records_by_part ON records (topic, part);
  CREATE INDEX tombstones_by_part ON records (topic, part) WHERE value IS NULL;
  CREATE TABLE finished (
    consumer_group INTEGER NOT NULL REFERENCES consumer_groups (id),
    part INTEGER NOT NULL,
    up_to INTEGER NOT NULL,
    PRIMARY KEY (consumer_group, part)
  ) STRICT, WITHOUT ROWID;

  -- What compaction has looked at: up to which record, and the newest record of each key (by hash) so far.
  CREATE TABLE compacted (
    topic INTEGER NOT NULL,
    part INTEGER NOT NULL,
    up_to INTEGER NOT NULL,
    PRIMARY KEY (topic, part)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE newest (
    topic INTEGER NOT NULL,
    part INTEGER NOT NULL,
    key_hash INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (topic, part, key_hash, position)
  ) STRICT, WITHOUT ROWID;
`;

export const MIGRATIONS: readonly Migration[] = [FIRST];
