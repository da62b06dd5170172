import { workerData } from 'node:worker_threads';
import { openReading } from './connections.ts';
import { createReaderCore } from './reader-core.ts';
import type { ReaderMethods, ReaderThreadData } from './reader-methods.ts';
import { serveThread } from './serve-thread.ts';

const { path, countLimit } = workerData as ReaderThreadData;
const db = openReading(path);
const methods: ReaderMethods = createReaderCore(db, { countLimit });

serveThread(methods, path, () => db.close());
