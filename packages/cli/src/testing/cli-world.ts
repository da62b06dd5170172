import { join } from 'node:path';
import { Readable } from 'node:stream';
import { openSqliteLog } from '@presswatch/event-log/sqlite';
import { ENRICHED_RELEASE, RAW_RELEASE } from '@presswatch/events';
import { openWorld, STAGES, START, type World } from '@presswatch/inspection/testing';
import { openSqliteRecords } from '@presswatch/records/sqlite';
import { openSqliteGenerations, openSqliteIndex } from '@presswatch/release-index/sqlite';
import { emit, reject } from '@presswatch/stage';
import pino from 'pino';
import { afterEach, beforeEach } from 'vitest';
import type { CliDeps, IngestProgress, OperationTools, Output } from '../deps.ts';
import { runCli } from '../run.ts';

/** The data of the test that runs. */
export let world: World;

/** Gives each test of a file data of its own; call it once at the top. */
export function useWorld(): void {
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());
}

export const URL_1 = 'https://example.org/news/1';

/** Takes what is written; breaks off after `limit` writes, as `head` does. */
function capture(limit = Number.POSITIVE_INFINITY, tty = false) {
  const parts: Buffer[] = [];
  const output: Output = {
    isTTY: tty,
    columns: 100,
    write(data, done) {
      if (parts.length >= limit) done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      else {
        parts.push(Buffer.from(data as string));
        done();
      }
      return true;
    },
    on: () => undefined,
    off: () => undefined,
  };
  return { output, bytes: () => Buffer.concat(parts), text: () => Buffer.concat(parts).toString() };
}

const sources = new Map([['ministry', true]]);

/** The parser drops what it gets or rejects `poison`, the indexer erases only: what matters here is what is told. */
function toolsOver({ folder }: World): OperationTools {
  const at = (name: string) => join(folder, `${name}.db`);
  const stage = { name: 'parser', version: '1', input: RAW_RELEASE };
  const indexer: OperationTools['indexer'] = () => (writer) => ({
    name: 'indexer',
    version: '1',
    input: ENRICHED_RELEASE,
    handler: { run: async () => emit() },
    erase: (keys) => writer.erase(keys),
  });
  return {
    logger: pino({ level: 'silent' }),
    openStage: async () => ({
      definition: { ...stage, handler: { run: async () => emit() } },
      close: async () => undefined,
    }),
    indexer,
    openGenerations: () => openSqliteGenerations({ path: at('index'), inline: true }),
    embedded: {
      files: { log: at('log'), index: at('index'), records: at('records'), state: at('state') },
      locks: [join(folder, 'lock.db')],
    },
    openTarget: async ({ log, index, records }) => {
      const target = {
        log: openSqliteLog({ path: log, retention: undefined }),
        index: await openSqliteIndex({ path: index, inline: true }),
        records: openSqliteRecords({ path: records }),
      };
      const close = async () => {
        await target.log.close();
        await target.index.close();
        await target.records.close();
      };
      return { ...target, index: target.index.reader, close };
    },
  };
}

async function* progress(...events: Partial<IngestProgress>[]): AsyncIterable<IngestProgress> {
  for (const event of events) yield { acknowledged: 0, failed: 0, releaseIds: [], problems: [], ...event };
}

export interface Options {
  readonly deps?: Partial<CliDeps>;
  readonly stdin?: string;
  readonly limit?: number;
  readonly tty?: boolean;
}

/** Runs one command against that data, with made-up ingest, sources, parser and enricher. */
export async function cli(args: readonly string[], { deps, stdin = '', limit, tty }: Options = {}) {
  const [out, err] = [capture(limit, tty), capture()];
  let closed = 0;
  const { log, records, index, folder } = world;
  const exit = await runCli(args, {
    version: '0.1.0',
    stages: STAGES,
    openPartly: async () => ({
      log,
      records,
      index: index.reader,
      close: async () => {
        closed++;
      },
    }),
    openData: async () => ({
      log,
      records,
      index: index.reader,
      writer: index.writer,
      ingest: {
        paths: (paths, options) =>
          progress(
            { acknowledged: 1, releaseIds: ['a'.repeat(32)], found: paths.length },
            {
              acknowledged: 1,
              failed: 1,
              problems: [
                { what: paths[1] ?? '', code: 'not-found', message: `no file (${options.source ?? 'no source'})` },
              ],
            },
          ),
        urls: (urls) => progress({ acknowledged: urls.length, releaseIds: urls.map(() => 'b'.repeat(32)) }),
      },
      sources: {
        list: async () => [
          { id: 'ministry', kind: 'feed', enabled: true, state: 'ok', url: 'https://example.org/feed' },
        ],
        setEnabled: async (id, enabled) => {
          const known = sources.get(id);
          return known === undefined ? 'unknown' : known === enabled ? 'unchanged' : 'changed';
        },
      },
      close: async () => {
        closed++;
      },
    }),
    openDryRun: async () => ({
      rawFromFile: async (path) => {
        if (path.endsWith('missing.txt')) {
          return { releases: [], problems: [{ what: path, code: 'not-found', message: 'there is no such file' }] };
        }
        return { releases: [(await world.publish()).raw], problems: [] };
      },
      parse: async (raw, { explain }) => ({
        outcome:
          raw.state === 'removed'
            ? reject('gone', 'it is gone')
            : emit({ ...removed, releaseId: raw.releaseId, reason: 'parsed' } as never),
        ...(explain ? { explain: [{ field: 'title', value: 'x', from: 'stamp' }] } : {}),
      }),
      enrich: async (parsed) => ({ outcome: emit(parsed as never) }),
      close: async () => undefined,
    }),
    setup: async () => [],
    servers: async () => [],
    installation: {
      dataFolder: folder,
      host: '127.0.0.1',
      port: 0,
      isHeld: () => false,
      async *checks() {
        yield { name: 'gazetteer', state: 'ok', found: '3 names' };
      },
    },
    operations: toolsOver(world),
    stdin: Readable.from([stdin]),
    stdout: out.output,
    stderr: err.output,
    env: {},
    signal: new AbortController().signal,
    now: () => START + 60_000,
    ...deps,
  });
  const lines = out.text().split('\n').filter(Boolean);
  return {
    exit,
    out: out.text(),
    bytes: out.bytes(),
    err: err.text(),
    json: () => lines.map((line) => JSON.parse(line)),
    closed,
  };
}

export const removed = {
  state: 'removed',
  releaseId: 'c'.repeat(32),
  capture: { fetchedAt: START, sha256: 'd'.repeat(64) },
  source: { id: 'ministry', kind: 'feed' },
  aliases: [],
  reason: 'gone',
};
