import type { DatabaseSync } from 'node:sqlite';
import type { Fts5Query } from '@presswatch/query';

/** A release that matches: its row, its place in newest-first, and its facet values where they were asked for. */
export interface Match {
  readonly id: number;
  readonly sortAt: number;
  readonly facets: Uint8Array | undefined;
}

export interface NewestOptions {
  readonly limit: number;
  readonly facets: boolean;
  /** Only what comes after this place. */
  readonly before?: { readonly sortAt: number; readonly id: number };
}

export interface RankedOptions {
  readonly limit: number;
  readonly offset: number;
  /** Rows that came later stay out, so that they do not move the pages. */
  readonly maxId: number;
}

/** The statements that find matching rows. */
export interface MatchQueries {
  newest(query: Fts5Query, options: NewestOptions): Match[];
  /** Best first; empty where the query ranks nothing. */
  ranked(query: Fts5Query, options: RankedOptions): number[];
  maxId(): number;
}

/** What a match in each column of `release_text` is worth: title, body, issuer, distributor, entity, codes. */
const WEIGHTS = '6.0, 1.0, 3.0, 1.0, 2.0, 0.0';

/** From so many matches on, going through the releases by date is quicker than sorting the matches. */
const MANY = 20_000;

export function createMatchQueries(db: DatabaseSync): MatchQueries {
  const maxId = db.prepare('SELECT ifnull(max(id), 0) AS id FROM releases');
  const count = db.prepare(
    `SELECT count(*) AS n FROM (SELECT rowid FROM release_text WHERE release_text MATCH ? LIMIT ${MANY})`,
  );
  const isCommon = (query: Fts5Query): boolean => {
    const match = query.match ?? query.ranked?.match;
    return match === undefined || Number(count.get(match)?.n) >= MANY;
  };
  return {
    newest: (query, options) => {
      const { sql, params } = newestSql(query, options, isCommon(query));
      const rows = db.prepare(sql).all(...params) as unknown as { id: number; sort_at: number; facets?: Uint8Array }[];
      return rows.map((row) => ({ id: row.id, sortAt: row.sort_at, facets: row.facets }));
    },
    ranked: ({ ranked }, { limit, offset, maxId: greatest }) => {
      if (ranked === undefined) return [];
      const sql = `
        SELECT r.id FROM release_text CROSS JOIN releases r ON r.id = release_text.rowid
        WHERE release_text MATCH ? AND r.id <= ? AND ${ranked.where}
        ORDER BY bm25(release_text, ${WEIGHTS}), r.id DESC LIMIT ? OFFSET ?`;
      const rows = db.prepare(sql).all(ranked.match, greatest, ...ranked.params, limit, offset);
      return rows.map((row) => Number(row.id));
    },
    maxId: () => Number(maxId.get()?.id),
  };
}

/**
 * Common words: the releases are gone through by date, and each is looked for among the matching rows, which SQLite
 * gathers once. Rare ones: the few matches are sorted.
 */
function newestSql(
  query: Fts5Query,
  options: NewestOptions,
  common: boolean,
): { sql: string; params: (string | number)[] } {
  const columns = `r.id, r.sort_at${options.facets ? ', r.facets' : ''}`;
  const after = options.before === undefined ? '' : 'AND (r.sort_at, r.id) < (?, ?)';
  const bounds = options.before === undefined ? [] : [options.before.sortAt, options.before.id];
  const end = `${after} ORDER BY r.sort_at DESC, r.id DESC LIMIT ?`;
  const { ranked } = query;
  if (!common && ranked !== undefined) {
    return {
      sql: `SELECT ${columns} FROM release_text CROSS JOIN releases r ON r.id = release_text.rowid
        WHERE release_text MATCH ? AND ${ranked.where} ${end}`,
      params: [ranked.match, ...ranked.params, ...bounds, options.limit],
    };
  }
  return {
    sql: `SELECT ${columns} FROM releases r INDEXED BY releases_by_sort WHERE ${query.where} ${end}`,
    params: [...query.params, ...bounds, options.limit],
  };
}
