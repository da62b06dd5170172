import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { captureDocument, releaseIdOf, tree } from '../contract/index.ts';
import { IndexUnavailableError } from '../port.ts';
import { openSqliteIndex, openSqliteReader, type SqliteIndex } from './open-index.ts';

describe('the index file', () => {
  let folder: string;
  let path: string;
  let index: SqliteIndex;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'presswatch-index-'));
    path = join(folder, 'index.db');
    index = await openSqliteIndex({ path, inline: true });
  });
  afterEach(async () => {
    await index.close();
    await rm(folder, { recursive: true });
  });
  /** Runs SQL on the file as another process would. */
  const meddle = <T>(work: (db: DatabaseSync) => T): T => {
    const db = new DatabaseSync(path);
    try {
      return work(db);
    } finally {
      db.close();
    }
  };
  const changes = () =>
    meddle((db) =>
      JSON.stringify(db.prepare('SELECT CAST(id AS TEXT), hex(block) FROM release_text_data WHERE id > 10').all()),
    );

  it.each([true, false])('is searched beside its writer (inline: %s)', async (inline) => {
    const beside = await openSqliteReader({ path, inline });
    await index.writer.upsert([captureDocument({ title: 'Harbour' })]);
    const { hits } = await beside.reader.search({ query: tree('harbour') });
    expect(hits.map((hit) => hit.release.releaseId)).toEqual([releaseIdOf('one')]);
    await beside.close();
  });

  it('is not made by a reader, and not read when another version wrote it', async () => {
    await expect(openSqliteReader({ path: join(folder, 'none.db') })).rejects.toThrow('start Presswatch on this data');
    await index.close();
    meddle((db) => db.exec('PRAGMA user_version = 99'));
    await expect(openSqliteReader({ path })).rejects.toThrow('schema version 99');
    meddle((db) => db.exec('PRAGMA user_version = 1'));
    index = await openSqliteIndex({ path, inline: true });
  });

  it('refuses a document whose values break a rule, and keeps its neighbours', async () => {
    meddle((db) =>
      db.exec(`CREATE TRIGGER refuse BEFORE INSERT ON captures WHEN new.document LIKE '%forbidden%'
        BEGIN SELECT RAISE(ABORT, 'forbidden'); END`),
    );
    const documents = ['a', 'b', 'c'].map((release) =>
      captureDocument({ release, title: release === 'b' ? 'forbidden' : 'Harbour', source: `source-${release}` }),
    );
    const results = await index.writer.upsert(documents);
    expect(results.map((result) => result.kind)).toEqual(['done', 'rejected', 'done']);
    const { hits, facets } = await index.reader.search({ query: tree('harbour'), facets: ['source'] });
    expect(hits).toHaveLength(2);
    expect(facets[0]?.values.map(({ value }) => value)).toEqual(['source-a', 'source-c']);
  });

  it('leaves the full-text index alone while the words stay the same', async () => {
    await index.writer.upsert([captureDocument({ after: 1, title: 'Harbour' })]);
    const before = changes();
    await index.writer.upsert([captureDocument({ after: 2, title: 'Harbour' })]);
    expect(changes()).toBe(before);
    await index.writer.upsert([captureDocument({ after: 3, title: 'Airport' })]);
    expect(changes()).not.toBe(before);
  });

  it('says that the index cannot be used when the file is broken', async () => {
    meddle((db) => db.exec('DROP TABLE aliases'));
    await expect(index.writer.upsert([captureDocument({ aliases: ['x'] })])).rejects.toThrow(IndexUnavailableError);
  });
});
