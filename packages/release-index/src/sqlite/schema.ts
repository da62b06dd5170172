import { FTS5_COLUMNS, FTS5_TOKENIZER } from '@presswatch/query';
import type { Migration } from '@presswatch/sqlite';

/**
 * Rowids are given in the order of arrival, so that captures, their index and the full-text index grow at their ends.
 * Only short keys (ids, hashes, times) go into trees at random places.
 *
 * The full-text index keeps no text: the one copy stands in `captures.document`, which stands last, so that reading the
 * other columns leaves its pages alone.
 */
const FIRST = `
  CREATE TABLE releases (
    id INTEGER PRIMARY KEY,
    release_id BLOB NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    sort_at INTEGER NOT NULL,
    published_at INTEGER,
    first_seen INTEGER NOT NULL,
    withdrawn_at INTEGER,
    newest INTEGER NOT NULL, -- captures.id of the newest capture
    content INTEGER,         -- captures.id of the newest capture that is not removed
    facets BLOB NOT NULL     -- see facet-blob.ts
  ) STRICT;
  CREATE INDEX releases_by_sort ON releases (sort_at);

  CREATE TABLE captures (
    id INTEGER PRIMARY KEY,
    release INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (release, fetched_at, sha256, removed)
  ) STRICT;

  -- name: the first 96 bits of the SHA-256 of the alias in its looked-up form
  CREATE TABLE aliases (
    name BLOB NOT NULL,
    release INTEGER NOT NULL,
    PRIMARY KEY (name, release)
  ) STRICT, WITHOUT ROWID;

  CREATE VIRTUAL TABLE release_text USING fts5 (
    ${FTS5_COLUMNS.join(', ')},
    content = '', contentless_delete = 1, detail = full, tokenize = '${FTS5_TOKENIZER}'
  );
`;

export const MIGRATIONS: readonly Migration[] = [FIRST];
