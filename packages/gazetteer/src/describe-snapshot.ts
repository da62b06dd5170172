import type { Snapshot, SnapshotSize } from './snapshot.ts';

/** What a snapshot holds, for logs, `doctor` and benchmarks. */
export interface SnapshotDescription extends SnapshotSize {
  readonly version: string;
  readonly topics: number;
  /** Words by the kind of their list. */
  readonly words: Readonly<Record<string, number>>;
}

/** Counts by list and kind, and the bytes that the reference lists take. Costs nothing worth counting. */
export function describeSnapshot({ version, size, topics, words }: Snapshot): SnapshotDescription {
  const counts = [...words].map(([kind, set]) => [kind, set.size] as const);
  return { version, ...size, topics: topics.length, words: Object.fromEntries(counts) };
}
