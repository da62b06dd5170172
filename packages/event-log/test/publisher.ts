import { workerData } from 'node:worker_threads';
import { openSqliteLog } from '../src/sqlite/index.ts';

/** Publishes numbers under a name, one call each, over a connection of its own. */
const { path, name, count } = workerData as { path: string; name: string; count: number };
const log = openSqliteLog({ path, retention: undefined });
for (let n = 0; n < count; n++) {
  await log.publish([
    { topic: 'in', key: `${name}/${n}`, partitionKey: name, value: Buffer.from(String(n)), headers: {} },
  ]);
}
await log.close();
