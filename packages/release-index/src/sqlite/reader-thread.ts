import { workerData } from 'node:worker_threads';
import { openReading } from './connections.ts';
import { followFile } from './followed-file.ts';
import { createReaderCore } from './reader-core.ts';
import type { ReaderMethods, ReaderThreadData } from './reader-methods.ts';
import { serveThread } from './serve-thread.ts';

const { path, countLimit } = workerData as ReaderThreadData;
const file = followFile(path, openReading, (db, generation) => createReaderCore(db, { countLimit, generation }));
file.current();
const methods: ReaderMethods = {
  get: (id) => file.current().get(id),
  captures: (id) => file.current().captures(id),
  lookUp: (alias) => file.current().lookUp(alias),
  search: (request) => file.current().search(request),
  following: (id, limit) => file.current().following(id, limit),
};

serveThread(methods, path, file.close);
