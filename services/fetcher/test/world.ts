import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteLog } from '@presswatch/event-log/sqlite';
import {
  type Envelope,
  fromHeaders,
  RAW_RELEASE,
  type RawReleasePresent,
  rawReleaseSchema,
  SOURCE_STATUS,
  type SourceStatus,
} from '@presswatch/events';
import { openSqliteRecords } from '@presswatch/records/sqlite';
import { openSqliteState } from '@presswatch/state/sqlite';
import { createHttpClient, type HttpClientOptions } from '../src/http/client.ts';
import type { PollContext } from '../src/sources/poll.ts';

/** A published raw release as read back from the log. */
export interface Published {
  readonly release: RawReleasePresent;
  readonly envelope: Envelope;
  readonly text: string;
}

export type World = Awaited<ReturnType<typeof makeWorld>>;

/** The real adapters in a folder of their own, and a clock that stands still. */
export async function makeWorld(options: HttpClientOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'presswatch-fetcher-'));
  const log = openSqliteLog({ path: join(folder, 'log.db'), retention: undefined });
  const state = openSqliteState({ path: join(folder, 'state.db') });
  const records = openSqliteRecords({ path: join(folder, 'records.db') });
  const client = createHttpClient({ allowPrivate: ['127.0.0.0/8'], ...options });
  const servers: (() => Promise<void>)[] = [];
  const time = { now: Date.UTC(2024, 5, 28, 9, 27) };
  const context = (over: Partial<PollContext> = {}): PollContext => ({
    log,
    memory: state.memory,
    budgets: state.budgets,
    client,
    clock: () => time.now,
    hostIntervalMs: 0,
    signal: new AbortController().signal,
    ...over,
  });
  return {
    folder,
    log,
    state,
    records,
    client,
    time,
    context,
    /** Serves on loopback. @returns the address, without a final slash */
    async serve(listener: RequestListener): Promise<string> {
      const server = createServer({ keepAlive: false }, listener);
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      servers.push(
        () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      );
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    /** Everything published, in the order of publishing. */
    async published(): Promise<Published[]> {
      const found: (Published & { at: number })[] = [];
      for await (const record of log.scan(RAW_RELEASE.topic)) {
        const release = rawReleaseSchema.parse(JSON.parse(Buffer.from(record.value ?? []).toString()));
        if (release.state !== 'present') continue;
        const text = Buffer.from(release.bytes, 'base64').toString();
        found.push({ release, envelope: fromHeaders(record.headers), text, at: record.offset });
      }
      return found.sort((a, b) => a.release.capture.fetchedAt - b.release.capture.fetchedAt || a.at - b.at);
    },
    async statuses(): Promise<SourceStatus[]> {
      const found: SourceStatus[] = [];
      for await (const record of log.scan(SOURCE_STATUS.topic)) {
        found.push(JSON.parse(Buffer.from(record.value ?? []).toString()));
      }
      return found;
    },
    async close(): Promise<void> {
      await client.close();
      for (const stop of servers) await stop();
      await log.close();
      await state.close();
      await records.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
