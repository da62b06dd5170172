import type { ReleaseIndex, ReleaseReader } from '../port.ts';
import { openReading } from './connections.ts';
import { guarded } from './errors.ts';
import { followFile } from './followed-file.ts';
import { openSqliteWriter } from './open-writer.ts';
import { createReaderCore, type ReaderCore } from './reader-core.ts';
import type { ReaderMethods, ReaderThreadData } from './reader-methods.ts';
import { startThread, type Thread } from './thread.ts';

export interface SqliteReaderOptions {
  /** The index file. */
  readonly path: string;
  /** Threads that search, each with a connection of its own. Default 1. */
  readonly readers?: number;
  /** No threads: every call blocks its caller. For tests and small tools. */
  readonly inline?: boolean;
  /** How many matches are counted; default 10,000. Smaller in tests only. */
  readonly countLimit?: number;
}

export interface SqliteReader {
  readonly reader: ReleaseReader;
  close(): Promise<void>;
  /** Ends the threads as a crash would: for tests. The next call starts new ones. */
  killThreads(): Promise<void>;
}

export type SqliteIndex = ReleaseIndex & SqliteReader;

const SCAN_PAGE = 200;

/**
 * Opens an index file to write and to search; makes and migrates it where needed. One process writes; others may search
 * beside it by `openSqliteReader`. Writing and searching have threads of their own, so that neither holds up the
 * caller's event loop; calls that a dying thread had taken are rejected with IndexUnavailableError.
 *
 * @throws SchemaTooNewError, or what SQLite says of a file that cannot be opened
 */
export async function openSqliteIndex(options: SqliteReaderOptions): Promise<SqliteIndex> {
  const writing = openSqliteWriter(options);
  try {
    const reading = await openSqliteReader(options);
    return {
      ...reading,
      writer: writing.writer,
      killThreads: async () => void (await Promise.all([reading.killThreads(), writing.killThreads()])),
      close: async () => void (await Promise.all([reading.close(), writing.close()])),
    };
  } catch (error) {
    await writing.close();
    throw error;
  }
}

/**
 * Opens an index file to search only, beside the process that writes it.
 *
 * @throws IndexUnavailableError where there is no index yet, or one of another version
 */
export async function openSqliteReader(options: SqliteReaderOptions): Promise<SqliteReader> {
  const { path, countLimit } = options;
  if (options.inline) {
    const file = followFile(path, openReading, (db, generation) => createReaderCore(db, { countLimit, generation }));
    file.current();
    const call = async <T>(work: (core: ReaderCore) => T): Promise<T> => guarded(path, () => work(file.current()));
    const reader = readerOver({
      get: (id) => call((core) => core.get(id)),
      captures: (id) => call((core) => core.captures(id)),
      lookUp: (alias) => call((core) => core.lookUp(alias)),
      search: (request) => call((core) => core.search(request)),
      following: (id, limit) => call((core) => core.following(id, limit)),
    });
    return { reader, close: async () => file.close(), killThreads: async () => undefined };
  }
  openReading(path).close();
  const data: ReaderThreadData = { path, countLimit };
  const module = new URL('./reader-thread.ts', import.meta.url);
  const threads = Array.from({ length: Math.max(1, options.readers ?? 1) }, () =>
    startThread<ReaderMethods>(module, data),
  );
  const idlest = (): Thread<ReaderMethods> => threads.reduce((a, b) => (b.waiting < a.waiting ? b : a));
  return {
    reader: readerOver({
      get: (id) => idlest().call('get', id),
      captures: (id) => idlest().call('captures', id),
      lookUp: (alias) => idlest().call('lookUp', alias),
      search: (request) => idlest().call('search', request),
      following: (id, limit) => idlest().call('following', id, limit),
    }),
    close: async () => void (await Promise.all(threads.map((thread) => thread.close()))),
    killThreads: async () => void (await Promise.all(threads.map((thread) => thread.kill()))),
  };
}

/** The reading side with its answers still to come. */
type AsyncCore = {
  readonly [K in keyof ReaderMethods]: (...args: Parameters<ReaderMethods[K]>) => Promise<ReturnType<ReaderMethods[K]>>;
};

function readerOver({ following, ...core }: AsyncCore): ReleaseReader {
  return {
    ...core,
    scan: async function* () {
      for (let after = ''; ; ) {
        const page = await following(after, SCAN_PAGE);
        yield* page;
        const last = page.at(-1);
        if (last === undefined || page.length < SCAN_PAGE) return;
        after = last.releaseId;
      }
    },
  };
}
