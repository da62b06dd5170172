import { ErasedReleaseError } from '@presswatch/erasures';
import type { NewRecord } from '@presswatch/event-log';
import { sha256 } from '@presswatch/identity';
import { type FolderSource, sourceRef } from '@presswatch/sources';
import { fileReleases } from '../../raw/file-releases.ts';
import { createPublisher, type Publisher } from '../../raw/publish.ts';
import { toRawRecord, unencodedRelease } from '../../raw/raw-record.ts';
import { readRawFile, UnreadableFileError } from '../../raw/read-file.ts';
import type { PollContext, PollResult } from '../poll.ts';
import { type FileProblemCode, fileProblem, type WalkEntry, walk } from './walk.ts';

type FileEntry = Extract<WalkEntry, { kind: 'file' }>;

/** What is remembered of a file whose bytes are safely on the log. */
interface Fingerprint {
  readonly size: number;
  readonly mtimeMs: number;
  readonly sha256: string;
}

/** What a process keeps between two looks at a folder. */
export interface FolderPoller {
  poll(ctx: PollContext): Promise<PollResult>;
}

interface Look {
  readonly source: FolderSource;
  readonly ctx: PollContext;
  readonly publisher: Publisher;
  readonly origin: 'live' | 'backfill';
  readonly acknowledged: { readonly name: string; readonly fingerprint: Fingerprint }[];
  readonly problems: { readonly code: FileProblemCode | 'changing'; readonly message: string }[];
  /** Files to be looked at again before they are read. */
  readonly waiting: Map<string, FileEntry>;
  readonly known: Map<string, Fingerprint>;
  published: number;
  files: number;
}

/** Without a second look, a file counts as written when it has rested this long. */
const SETTLED_MS = 2_000;

/**
 * Watches a drop folder. A file is read when it has the same size and time at two looks or has rested a while; its
 * fingerprint is kept after the log has acknowledged it, so a crash in between publishes it again under the same
 * releaseId. A changed file is a new capture; a deleted one is nothing.
 */
export function createFolderPoller(source: FolderSource, settledMs = SETTLED_MS): FolderPoller {
  let waiting: ReadonlyMap<string, FileEntry> = new Map();
  let known: ReadonlyMap<string, Fingerprint> = new Map();

  /** Whether the file is as it was at the last look, or old enough. */
  const isSettled = (file: FileEntry, now: number): boolean => {
    const before = waiting.get(file.name);
    return (before !== undefined && isSame(before, file)) || now - file.mtimeMs >= settledMs;
  };

  return {
    async poll(ctx) {
      const marker = await ctx.memory.get(markerKey(source));
      if (marker === null) known = new Map(); // Memory was emptied: everything is published again
      const look = startLook(source, ctx, marker === null);
      for await (const entry of walk(source.path)) {
        ctx.signal.throwIfAborted();
        if (entry.kind === 'problem') look.problems.push(entry);
        else {
          const fingerprint = known.get(entry.name) ?? (await remembered(ctx, source, entry.name));
          await visit(look, entry, fingerprint, isSettled(entry, ctx.clock()));
        }
      }
      await look.publisher.flush();
      await settle(look);
      waiting = look.waiting;
      known = look.known;
      // False where another process was first: the marker is there, which is all that it says.
      if (marker === null) await ctx.memory.compareAndSet(markerKey(source), null, { at: ctx.clock() });
      return resultOf(look);
    },
  };
}

type Stamp = Pick<Fingerprint, 'size' | 'mtimeMs'>;
const isSame = (a: Stamp, b: Stamp): boolean => a.size === b.size && a.mtimeMs === b.mtimeMs;

async function visit(
  look: Look,
  file: FileEntry,
  fingerprint: Fingerprint | undefined,
  settled: boolean,
): Promise<void> {
  look.files++;
  if (fingerprint) look.known.set(file.name, fingerprint);
  if (fingerprint && isSame(fingerprint, file)) return;
  if (!settled) {
    look.waiting.set(file.name, file);
    return;
  }
  await take(look, file, fingerprint);
  await settle(look);
}

const markerKey = (source: FolderSource): string => `folder:${source.id}`;
const fileKey = (source: FolderSource, name: string): string => `file:${source.id}:${name}`;

const startLook = (source: FolderSource, ctx: PollContext, first: boolean): Look => ({
  source,
  ctx,
  publisher: createPublisher(ctx.log),
  origin: first ? 'backfill' : 'live',
  acknowledged: [],
  problems: [],
  waiting: new Map(),
  known: new Map(),
  published: 0,
  files: 0,
});

async function remembered(ctx: PollContext, source: FolderSource, name: string): Promise<Fingerprint | undefined> {
  const value = (await ctx.memory.get(fileKey(source, name)))?.value;
  return isFingerprint(value) ? value : undefined;
}

const isFingerprint = (value: unknown): value is Fingerprint =>
  typeof value === 'object' && value !== null && 'sha256' in value && 'mtimeMs' in value && 'size' in value;

/** Reads a file and hands it to the publisher, unless only its time changed. */
async function take(look: Look, file: FileEntry, before: Fingerprint | undefined): Promise<void> {
  const read = await readOrReport(look, file);
  if (read === undefined) return;
  const fingerprint = { size: read.size, mtimeMs: read.mtimeMs, sha256: sha256(read.bytes) };
  const done = () => look.acknowledged.push({ name: file.name, fingerprint });
  if (before?.sha256 === fingerprint.sha256 && before.size === fingerprint.size) {
    done();
    return;
  }
  const origin = { source: sourceRef(look.source), fetchedAt: look.ctx.clock(), path: file.name };
  const releases = fileReleases(read, origin);
  for (const [i, { item }] of releases.entries()) {
    const record: NewRecord = toRawRecord(unencodedRelease(item), look.origin, look.ctx.clock());
    const last = i === releases.length - 1;
    const acknowledged = () => {
      look.published++;
      if (last) done();
    };
    await look.publisher.add(record, acknowledged, (error) => {
      if (!(error instanceof ErasedReleaseError)) throw error;
      if (last) done(); // erased for ever: there is nothing more to do about it
    });
  }
}

async function readOrReport(look: Look, file: FileEntry) {
  try {
    return await readRawFile(file.path);
  } catch (error) {
    if (error instanceof UnreadableFileError) return undefined; // changing: the next look sees it again
    const problem = fileProblem(file.name, file.path, error);
    if (problem.code !== 'folder-missing') look.problems.push(problem);
    return undefined;
  }
}

/** Remembers the files that the log has acknowledged. */
async function settle(look: Look): Promise<void> {
  for (const { name, fingerprint } of look.acknowledged.splice(0)) {
    const key = fileKey(look.source, name);
    const present = await look.ctx.memory.get(key);
    const kept = await look.ctx.memory.compareAndSet(key, present?.version ?? null, fingerprint);
    // Somebody who took the source over wrote first: the next look goes by what is remembered, not by this one.
    if (kept) look.known.set(name, fingerprint);
    else look.known.delete(name);
  }
}

function resultOf(look: Look): PollResult {
  const [first, ...others] = look.problems;
  if (!first) return { kind: 'ok', published: look.published, items: look.files };
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return {
    kind: 'bad',
    state: 'failing',
    reason: first.code,
    message: `${first.message}${more}`,
    published: look.published,
  };
}
