import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describeEventLog, type EventLogHarness } from '../contract/index.ts';
import { openSqliteLog, type SqliteLog } from './index.ts';

const MAX_RECORD_BYTES = 64 * 1024;

async function makeHarness(): Promise<EventLogHarness> {
  const folder = await mkdtemp(join(tmpdir(), 'presswatch-log-'));
  const path = join(folder, 'log.db');
  const logs: SqliteLog[] = [];
  const outside = (sql: string): void => {
    const db = new DatabaseSync(path);
    db.exec(sql);
    db.close();
  };
  return {
    async open() {
      const log = openSqliteLog({ path, maxRecordBytes: MAX_RECORD_BYTES, retention: new Map(), pollMs: 5 });
      logs.push(log);
      return log;
    },
    topic: async (label) => label,
    async dispose() {
      for (const log of logs) await log.close();
      await rm(folder, { recursive: true });
    },
    async compact() {
      await logs.at(-1)?.maintain(Date.now());
    },
    async breakOffsets() {
      outside(`CREATE TRIGGER broken BEFORE INSERT ON finished BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END`);
      return async () => outside('DROP TRIGGER broken');
    },
  };
}

describeEventLog('SQLite', makeHarness, {
  atomicFinish: true,
  compactsOnDemand: true,
  maxRecordBytes: MAX_RECORD_BYTES,
});
