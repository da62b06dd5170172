import type { DatabaseSync } from 'node:sqlite';
import {
  analyseRelease,
  createMatcherIndex,
  type MatcherIndex,
  QUERY_VERSION,
  type QueryNode,
} from '@presswatch/query';
import { type Migration, openDatabase } from '@presswatch/sqlite';
import type { CaptureDocument } from '../documents.ts';
import { IndexUnavailableError, type Matcher } from '../port.ts';
import { searchableText } from '../projection.ts';
import { asPortError } from './errors.ts';

const MIGRATIONS: readonly Migration[] = [
  `CREATE TABLE saved_searches (
     id TEXT PRIMARY KEY,
     query_version INTEGER NOT NULL,
     tree TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;`,
];

export type SqliteMatcher = Matcher & { close(): Promise<void> };

/**
 * Opens the file of saved searches (one of its own). They are matched in memory; a change by another process is seen at
 * the next call. A capture that found its release gone matches nothing; `seen-after:` means the capture's own time.
 *
 * @throws SchemaTooNewError
 */
export async function openSqliteMatcher(options: { readonly path: string }): Promise<SqliteMatcher> {
  const { path } = options;
  const db = openDatabase({ path, migrations: MIGRATIONS, cacheKiB: 1024 });
  const put = db.prepare('INSERT OR REPLACE INTO saved_searches (id, query_version, tree) VALUES (?, ?, ?)');
  const remove = db.prepare('DELETE FROM saved_searches WHERE id = ?');
  const dataVersion = db.prepare('PRAGMA data_version');
  let seen = Number.NaN;
  let index = createMatcherIndex();
  const fresh = (): MatcherIndex => {
    const version = Number(dataVersion.get()?.data_version);
    if (version !== seen) index = load(db, path);
    seen = version;
    return index;
  };
  const guarded = async <T>(work: () => T): Promise<T> => {
    try {
      return work();
    } catch (error) {
      throw asPortError(error, path);
    }
  };
  return {
    put: (id, query) =>
      guarded(() => {
        const current = fresh();
        put.run(id, QUERY_VERSION, JSON.stringify(query));
        current.put(id, query);
      }),
    delete: (id) =>
      guarded(() => {
        const current = fresh();
        remove.run(id);
        current.delete(id);
      }),
    percolate: (documents) =>
      guarded(() => {
        const current = fresh();
        return documents.map((document) => matchesOf(current, document));
      }),
    close: async () => db.close(),
  };
}

function matchesOf(index: MatcherIndex, document: CaptureDocument): readonly string[] {
  if (document.content === null || index.size === 0) return [];
  return index.match(analyseRelease(searchableText(document, document.capture.fetchedAt)));
}

function load(db: DatabaseSync, path: string): MatcherIndex {
  const index = createMatcherIndex();
  for (const { id, query_version, tree } of db.prepare('SELECT * FROM saved_searches').all()) {
    if (query_version !== QUERY_VERSION) {
      throw new IndexUnavailableError(
        `saved search ${String(id)} in ${path} is of query version ${String(query_version)}, this Presswatch knows ${QUERY_VERSION}: save it again`,
      );
    }
    index.put(String(id), JSON.parse(String(tree)) as QueryNode);
  }
  return index;
}
