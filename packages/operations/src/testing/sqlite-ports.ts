import { join } from 'node:path';
import { openSqliteLog } from '@presswatch/event-log/sqlite';
import { openSqliteRecords } from '@presswatch/records/sqlite';
import { openSqliteGenerations, openSqliteIndex } from '@presswatch/release-index/sqlite';
import { tempFolder } from '@presswatch/testkit';
import type { Ports } from './world.ts';

/** Ports on SQLite, in a folder of the test's own. */
export async function sqlitePorts(): Promise<Ports & { readonly folder: string }> {
  const { path: folder, remove } = await tempFolder();
  const log = openSqliteLog({ path: join(folder, 'log.db'), retention: undefined, pollMs: 10 });
  const records = openSqliteRecords({ path: join(folder, 'records.db') });
  const index = await openSqliteIndex({ path: join(folder, 'index.db'), inline: true });
  const generations = await openSqliteGenerations({ path: join(folder, 'index.db'), inline: true });
  return {
    folder,
    log,
    records,
    index,
    generations,
    async close() {
      await generations.close();
      await index.close();
      await log.close();
      await records.close();
      await remove();
    },
  };
}
