import { workerData } from 'node:worker_threads';
import type { CaptureDocument } from '../documents.ts';
import { openWriting } from './connections.ts';
import { serveThread } from './serve-thread.ts';
import { createWriterCore } from './writer-core.ts';
import type { WriterMethods, WriterThreadData } from './writer-methods.ts';

const { path } = workerData as WriterThreadData;
const db = openWriting(path);
const core = createWriterCore(db);

const methods: WriterMethods = {
  upsert: (documents) =>
    core.upsert(documents.map((json) => ({ document: JSON.parse(json) as CaptureDocument, json }))),
  erase: (keys) => core.erase(keys),
  refresh: () => undefined,
};

serveThread(methods, path, () => db.close());
