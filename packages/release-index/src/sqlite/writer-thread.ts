import { workerData } from 'node:worker_threads';
import type { CaptureDocument } from '../documents.ts';
import { openWriting } from './connections.ts';
import { followFile } from './followed-file.ts';
import { serveThread } from './serve-thread.ts';
import { createWriterCore } from './writer-core.ts';
import type { WriterMethods, WriterThreadData } from './writer-methods.ts';

const { path } = workerData as WriterThreadData;
const file = followFile(path, openWriting, createWriterCore);
file.current();

const methods: WriterMethods = {
  upsert: (documents) =>
    file.current().upsert(documents.map((json) => ({ document: JSON.parse(json) as CaptureDocument, json }))),
  erase: (keys) => file.current().erase(keys),
  refresh: () => undefined,
};

serveThread(methods, path, file.close);
