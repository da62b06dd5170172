import { isDeepStrictEqual } from 'node:util';
import { DEAD_LETTER_KIND } from '@presswatch/dead-letters';
import { ERASURE_KIND, ERASURE_MARK, listErasures, recordErasure } from '@presswatch/erasures';
import type { RecordStore, StoredItem } from '@presswatch/records';
import { EPOCH_COUNTER } from '../replay/epochs.ts';
import { REPLAY_KIND } from '../replay/runs.ts';

/**
 * Kinds that are not copied as they are: what was done about dead letters goes by positions, which are others in the
 * target; erasures are written as such; epochs begin again, because the target's index holds nothing yet.
 */
const OWN_WAY: ReadonlySet<string> = new Set([
  DEAD_LETTER_KIND,
  ERASURE_KIND,
  ERASURE_MARK.kind,
  EPOCH_COUNTER.kind,
  REPLAY_KIND,
]);

/** What became of the records of one kind. */
export interface CopiedKind {
  readonly kind: string;
  readonly copied: number;
  /** In the target already, with the same value. */
  readonly there: number;
  /** In the target already with another value, which stays: ids. */
  readonly different: readonly string[];
}

const PAGE = 500;
const MOST_NAMED = 20;

/** Copies what people made; what the target has already stays as it is. */
export async function copyRecords(source: RecordStore, target: RecordStore): Promise<readonly CopiedKind[]> {
  const kinds: CopiedKind[] = [];
  for (const kind of await source.kinds()) {
    if (!OWN_WAY.has(kind)) kinds.push(await copyKind(source, target, kind));
  }
  let copied = 0;
  let there = 0;
  for await (const erasure of listErasures(source)) {
    if (await recordErasure(target, erasure)) copied++;
    else there++;
  }
  return [...kinds, { kind: ERASURE_KIND, copied, there, different: [] }];
}

async function copyKind(source: RecordStore, target: RecordStore, kind: string): Promise<CopiedKind> {
  let copied = 0;
  let there = 0;
  const different: string[] = [];
  for await (const { id, value } of recordsOf(source, kind)) {
    if ((await target.create(kind, id, value)) !== null) copied++;
    else if (isDeepStrictEqual((await target.get(kind, id))?.value, value)) there++;
    else if (different.length < MOST_NAMED) different.push(id);
  }
  return { kind, copied, there, different };
}

export async function* recordsOf(store: RecordStore, kind: string): AsyncGenerator<StoredItem, void> {
  for (let after: string | undefined; ; ) {
    const page = await store.scan(kind, { limit: PAGE, ...(after === undefined ? {} : { after }) });
    yield* page;
    after = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}

/** How many records there are of each kind that `copyRecords` copies. */
export async function countRecords(store: RecordStore): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const kind of await store.kinds()) {
    if (OWN_WAY.has(kind) && kind !== ERASURE_KIND) continue;
    let count = 0;
    for await (const _record of recordsOf(store, kind)) count++;
    counts.set(kind, count);
  }
  return counts;
}
