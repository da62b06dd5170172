import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { NewRecord } from '../src/index.ts';
import { openSqliteLog, type SqliteLog, type SqliteLogOptions } from '../src/sqlite/index.ts';

/** A folder for each test, and logs that are closed after it. */
export function useLogFolder() {
  let folder = '';
  const logs: SqliteLog[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'presswatch-log-'));
  });
  afterEach(async () => {
    for (const log of logs.splice(0)) await log.close();
    await rm(folder, { recursive: true });
  });
  const path = (): string => join(folder, 'log.db');
  return {
    path,
    open(options: Partial<SqliteLogOptions> = {}): SqliteLog {
      const log = openSqliteLog({ path: path(), retention: undefined, pollMs: 5, ...options });
      logs.push(log);
      return log;
    },
  };
}

export const newRecord = (topic: string, key: string, content: string | null, partitionKey = key): NewRecord => ({
  topic,
  key,
  partitionKey,
  value: content === null ? null : Buffer.from(content),
  headers: {},
});
