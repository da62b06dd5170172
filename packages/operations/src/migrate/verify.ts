import { captureKey, revisionsOf } from '@presswatch/identity';
import type { CaptureDocument, ReleaseReader } from '@presswatch/release-index';
import type { CarriedStatuses } from './carry-statuses.ts';
import { carryStatuses } from './carry-statuses.ts';
import { countRecords } from './copy-records.ts';
import { type Installation, lettersOf, type MigrateRequest } from './migrate.ts';

/** One number of both installations. */
export interface Compared {
  readonly what: string;
  readonly source: number;
  readonly target: number;
}

export interface Verified {
  readonly counts: readonly Compared[];
  /** A sentence each; at most 100. */
  readonly differences: readonly string[];
  /** Differences beyond those that are named. */
  readonly more: number;
  readonly letters: CarriedStatuses;
  /** Records that the target's stages have still to go through: differences are to be expected till then. */
  readonly toGo: number;
}

const MOST_NAMED = 100;

/** Compares two installations: releases and captures one by one, revisions, dead letters and records by their counts. */
export async function verifyMigration(
  request: Omit<MigrateRequest, 'onProgress'> & { readonly onProgress?: (releases: number) => void },
): Promise<Verified> {
  const { source, target, stages } = request;
  const named: string[] = [];
  let more = 0;
  const differ = (sentence: string): void => {
    if (named.length < MOST_NAMED) named.push(sentence);
    else more++;
  };
  const letters = await carryStatuses(lettersOf(source, request), lettersOf(target, request), target.records);
  const releases = await compareReleases(request, differ);
  const dead = await Promise.all([source, target].map((one) => openLetters(one, request)));
  const counts = [
    ...releases,
    { what: 'open dead letters', source: dead[0] ?? 0, target: dead[1] ?? 0 },
    ...(await compareRecords(source, target)),
  ];
  for (const { what, source: a, target: b } of counts) {
    if (a !== b) differ(`${what}: ${a} in the source, ${b} in the target`);
  }
  let toGo = 0;
  for (const { stage, topic } of stages) toGo += (await target.log.lag(topic, stage)).records;
  return { counts, differences: named, more, letters, toGo };
}

async function openLetters(one: Installation, request: { readonly stages: MigrateRequest['stages'] }): Promise<number> {
  const counts = await lettersOf(one, request).counts();
  return counts.reduce((sum, { status, count }) => sum + (status === 'open' ? count : 0), 0);
}

async function compareRecords(source: Installation, target: Installation): Promise<Compared[]> {
  const [a, b] = [await countRecords(source.records), await countRecords(target.records)];
  const kinds = [...new Set([...a.keys(), ...b.keys()])].sort();
  return kinds.map((kind) => ({ what: `records of ${kind}`, source: a.get(kind) ?? 0, target: b.get(kind) ?? 0 }));
}

/** Goes through both indexes side by side, in the order of ids: neither is held in memory. */
async function compareReleases(
  { source, target, signal, onProgress }: Parameters<typeof verifyMigration>[0],
  differ: (sentence: string) => void,
): Promise<Compared[]> {
  const sum = { releases: [0, 0], captures: [0, 0], revisions: [0, 0] } as const satisfies Record<
    string,
    [number, number]
  >;
  const count = (side: 0 | 1, captures: readonly CaptureDocument[]): void => {
    sum.releases[side]++;
    sum.captures[side] += captures.length;
    sum.revisions[side] += revisionsIn(captures);
  };
  for await (const { releaseId, left, right } of sideBySide(source.index, target.index)) {
    signal.throwIfAborted();
    const a = left ? await source.index.captures(releaseId) : [];
    const b = right ? await target.index.captures(releaseId) : [];
    if (left) count(0, a);
    if (right) count(1, b);
    if (!right) differ(`release ${releaseId} is missing in the target`);
    else if (!left) differ(`release ${releaseId} is in the target only`);
    else if (keysOf(a) !== keysOf(b)) differ(`release ${releaseId} has other captures in the target`);
    onProgress?.(Math.max(...sum.releases));
  }
  return Object.entries(sum).map(([what, [a, b]]) => ({ what, source: a, target: b }));
}

const keysOf = (captures: readonly CaptureDocument[]): string =>
  captures.map(({ releaseId, capture }) => captureKey(releaseId, capture)).join(' ');

const revisionsIn = (captures: readonly CaptureDocument[]): number =>
  revisionsOf(captures.map(({ capture, content }) => ({ capture, contentHash: content?.contentHash ?? null }))).length;

interface Pair {
  readonly releaseId: string;
  readonly left: boolean;
  readonly right: boolean;
}

async function* sideBySide(source: ReleaseReader, target: ReleaseReader): AsyncGenerator<Pair, void> {
  const [a, b] = [source.scan()[Symbol.asyncIterator](), target.scan()[Symbol.asyncIterator]()];
  let [left, right] = [await a.next(), await b.next()];
  while (!left.done || !right.done) {
    const x: string | undefined = left.done ? undefined : left.value.releaseId;
    const y: string | undefined = right.done ? undefined : right.value.releaseId;
    const releaseId = x !== undefined && (y === undefined || x <= y) ? x : (y ?? '');
    yield { releaseId, left: x === releaseId, right: y === releaseId };
    if (x === releaseId) left = await a.next();
    if (y === releaseId) right = await b.next();
  }
}
