import { type RecordStore, VersionConflictError } from '@presswatch/records';
import { z } from 'zod';
import type { DeadLetterStatus } from './port.ts';

/** The kind under which RecordStore keeps what was done about dead letters; ids are dead letters' ids. */
export const DEAD_LETTER_KIND = 'dead-letter';

const settledSchema = z.object({
  status: z.enum(['replayed', 'discarded']),
  at: z.int(),
  note: z.string().optional(),
});
type SettledStatus = z.infer<typeof settledSchema>;

/** What RecordStore says of a dead letter; open where it says nothing. */
export interface KnownStatus {
  readonly status: DeadLetterStatus;
  readonly at?: number;
  readonly note?: string;
}

const OPEN: KnownStatus = { status: 'open' };

const read = (value: unknown): KnownStatus => {
  const { note, ...rest } = settledSchema.parse(value);
  return note === undefined ? rest : { ...rest, note };
};

/** What was done about a letter before it was given up the last time does not settle it. @param givenUpAt ms */
export const since = (known: KnownStatus | undefined, givenUpAt: number): KnownStatus =>
  known?.at === undefined || known.at < givenUpAt ? OPEN : known;

/** @param givenUpAt ms: of the letter */
export async function statusOf(records: RecordStore, id: string, givenUpAt: number): Promise<KnownStatus> {
  const item = await records.get(DEAD_LETTER_KIND, id);
  return item === null ? OPEN : since(read(item.value), givenUpAt);
}

const PAGE = 1000;

/** What RecordStore says of all dead letters whose ids begin so, by id; the open ones are not among them. */
export async function statusesOf(records: RecordStore, prefix: string): Promise<ReadonlyMap<string, KnownStatus>> {
  const statuses = new Map<string, KnownStatus>();
  let after: string | undefined;
  for (;;) {
    const items = await records.scan(DEAD_LETTER_KIND, {
      prefix,
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    for (const { id, value } of items) statuses.set(id, read(value));
    after = items.at(-1)?.id;
    if (items.length < PAGE) return statuses;
  }
}

/** Writes the status, over an older one; where somebody else writes at the same time, one of the two stands. */
export async function mark(records: RecordStore, id: string, status: SettledStatus): Promise<void> {
  if ((await records.create(DEAD_LETTER_KIND, id, status)) !== null) return;
  const known = await records.get(DEAD_LETTER_KIND, id);
  if (known === null) return;
  try {
    await records.put(DEAD_LETTER_KIND, id, status, known.version);
  } catch (error) {
    if (!(error instanceof VersionConflictError)) throw error; // the other one's mark stands
  }
}
