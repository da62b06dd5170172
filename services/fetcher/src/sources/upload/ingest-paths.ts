import { realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { SourceRef } from '@presswatch/events';
import { fileReleases } from '../../raw/file-releases.ts';
import { toRawRelease } from '../../raw/raw-record.ts';
import { readRawFile } from '../../raw/read-file.ts';
import { fileProblem, walk } from '../folder/walk.ts';
import { readNdjson } from './ndjson.ts';
import type { Ingested } from './progress.ts';

export interface PathsOptions {
  readonly source: SourceRef;
  readonly clock: () => number;
  readonly signal: AbortSignal;
}

const NDJSON = /\.(?:ndjson|jsonl)(?:\.gz)?$/i;

/** What files, folders (deep, without dot files and unfinished ones) and NDJSON files hold. Stops when aborted. */
export async function* readPaths(paths: readonly string[], options: PathsOptions): AsyncGenerator<Ingested> {
  for (const path of paths) {
    for await (const file of filesAt(path)) {
      if (options.signal.aborted) return;
      if (file.kind === 'problem') yield file;
      else yield* readInput(file.path, file.name, options);
    }
  }
}

type Found =
  | { readonly kind: 'file'; readonly path: string; readonly name: string }
  | Extract<Ingested, { kind: 'problem' }>;

/** Files are named by their absolute path, so that the same file is the same release whichever way it is given. */
async function* filesAt(path: string): AsyncGenerator<Found> {
  const absolute = resolve(path);
  try {
    const target = await realpath(absolute); // a link that somebody names is meant
    if (!(await stat(target)).isDirectory()) {
      yield { kind: 'file', path: target, name: absolute };
      return;
    }
  } catch (error) {
    yield asProblem(path, fileProblem('', path, error));
    return;
  }
  for await (const entry of walk(absolute)) {
    if (entry.kind === 'problem') yield asProblem(join(path, entry.name), entry);
    else yield { kind: 'file', path: entry.path, name: join(absolute, entry.name) };
  }
}

const CODES: Readonly<Record<string, string>> = { 'folder-missing': 'not-found' };

const asProblem = (what: string, problem: { readonly code: string; readonly message: string }): Found => ({
  kind: 'problem',
  problem: { what, code: CODES[problem.code] ?? problem.code, message: problem.message },
});

async function* readInput(path: string, name: string, options: PathsOptions): AsyncGenerator<Ingested> {
  const { source, clock, signal } = options;
  try {
    if (!NDJSON.test(name)) {
      yield await readOne(path, name, source, clock());
      return;
    }
    for await (const line of readNdjson(path, { source, clock })) {
      if (signal.aborted) return;
      yield line;
    }
  } catch (error) {
    yield asProblem(name, fileProblem('', name, error)) as Ingested;
  }
}

/** A file as raw releases: one, or the items of the feed that it is. */
export async function readOne(path: string, name: string, source: SourceRef, fetchedAt: number): Promise<Ingested> {
  const file = await readRawFile(path);
  const releases = fileReleases(file, { source, fetchedAt, path: name.replaceAll('\\', '/') });
  return { kind: 'releases', what: name, releases: releases.map(({ item }) => toRawRelease(item)) };
}
