import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeRecordStore } from '../contract/index.ts';
import type { RecordStore } from '../port.ts';
import { openSqliteRecords } from './index.ts';

describeRecordStore('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'presswatch-records-'));
  const stores: RecordStore[] = [];
  return {
    async open() {
      const store = openSqliteRecords({ path: join(folder, 'records.db') });
      stores.push(store);
      return store;
    },
    async dispose() {
      for (const store of stores) await store.close();
      await rm(folder, { recursive: true });
    },
  };
});
