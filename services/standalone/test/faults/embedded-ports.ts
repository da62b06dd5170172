import { join } from 'node:path';
import { openSqliteLog } from '@presswatch/event-log/sqlite';
import { openSqliteRecords } from '@presswatch/records/sqlite';
import { openSqliteReader } from '@presswatch/release-index/sqlite';
import { type Findings, readFindings } from './ledger.ts';

/** What stands in a data folder. */
export async function readFolder(data: string): Promise<Findings> {
  const log = openSqliteLog({ path: join(data, 'log.db'), retention: undefined });
  const records = openSqliteRecords({ path: join(data, 'records.db') });
  const index = await openSqliteReader({ path: join(data, 'index.db'), inline: true });
  try {
    return await readFindings({ log, records, reader: index.reader });
  } finally {
    await index.close();
    await records.close();
    await log.close();
  }
}
