import { type RecordStore, VersionConflictError } from '@presswatch/records';
import { z } from 'zod';

/** The kind under which RecordStore keeps erasures; ids are releaseIds. */
export const ERASURE_KIND = 'erasure';
/** Kind and id of the one record whose version changes with every erasure: looking at it is cheaper than at all of them. */
export const ERASURE_MARK = { kind: 'erasure-mark', id: 'latest' } as const;
/** ms: an erasure is known everywhere after at most so long. */
export const REFRESH_MS = 2000;

const erasureSchema = z.looseObject({
  at: z.int().describe('ms: when it was asked for'),
  by: z.string().describe('who asked for it'),
  why: z.string(),
});

/** Who had a release erased, when and why. Of the release itself nothing is kept but its id. */
export interface Erasure {
  readonly releaseId: string;
  /** ms */
  readonly at: number;
  readonly by: string;
  readonly why: string;
}

/** The list of erasures can be neither read nor trusted: it is older than it may be. */
export class ErasuresUnreadableError extends Error {
  override readonly name = 'ErasuresUnreadableError';
}

/** Which releases are erased for ever, as a stage asks about them. */
export interface Erasures {
  /**
   * Those of the ids that are erased, by a list that is at most REFRESH_MS old.
   *
   * @throws ErasuresUnreadableError when the list cannot be read: then nobody knows, and nothing may go on
   */
  erasedOf(releaseIds: Iterable<string>): Promise<ReadonlySet<string>>;
}

export interface ErasuresDeps {
  readonly records: Pick<RecordStore, 'get' | 'scan'>;
  /** ms: how old the list may be. Default REFRESH_MS; 0 reads it at every question. */
  readonly refreshMs?: number;
  /** ms; default: a clock that only goes forward. */
  readonly now?: () => number;
}

/** Keeps the list of erased releases in memory, some 100 bytes each, and reads it again only when it has changed. */
export function createErasures({
  records,
  refreshMs = REFRESH_MS,
  now = () => performance.now(),
}: ErasuresDeps): Erasures {
  let known: { readonly ids: ReadonlySet<string>; readonly mark: string | undefined } | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<ReadonlySet<string>> | undefined;

  async function read(): Promise<ReadonlySet<string>> {
    const askedAt = now();
    try {
      // The mark first: an erasure that comes between the two is then read again the next time.
      const mark = (await records.get(ERASURE_MARK.kind, ERASURE_MARK.id))?.version;
      if (known === undefined || known.mark !== mark) {
        const ids = new Set<string>();
        for await (const { releaseId } of listErasures(records)) ids.add(releaseId);
        known = { ids, mark };
      }
      readAt = askedAt;
      return known.ids;
    } catch (cause) {
      throw new ErasuresUnreadableError(
        'the list of erased releases cannot be read, so nothing is written that might be erased: look at the store of records (PRESSWATCH_RECORDS)',
        { cause },
      );
    }
  }

  function current(): Promise<ReadonlySet<string>> | ReadonlySet<string> {
    if (known !== undefined && now() - readAt < refreshMs) return known.ids;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  return {
    async erasedOf(releaseIds) {
      const ids = await current();
      const erased = new Set<string>();
      if (ids.size > 0) for (const id of releaseIds) if (ids.has(id)) erased.add(id);
      return erased;
    },
  };
}

const PAGE = 1000;

/** All erasures, in the order of ids. */
export async function* listErasures(records: Pick<RecordStore, 'scan'>): AsyncGenerator<Erasure, void> {
  let after: string | undefined;
  for (;;) {
    const items = await records.scan(ERASURE_KIND, { limit: PAGE, ...(after === undefined ? {} : { after }) });
    for (const { id, value } of items) {
      const { at, by, why } = erasureSchema.parse(value);
      yield { releaseId: id, at, by, why };
    }
    after = items.at(-1)?.id;
    if (items.length < PAGE) return;
  }
}

/**
 * Writes that a release is erased, and makes everybody read the list again. An erasure that is there already stays as it
 * is; an erasure is never taken back.
 *
 * @returns false where it was there already
 */
export async function recordErasure(records: RecordStore, { releaseId, ...erasure }: Erasure): Promise<boolean> {
  const made = await records.create(ERASURE_KIND, releaseId, erasure);
  await touchMark(records, erasure.at);
  return made !== null;
}

/** Also after a repeated erasure: the first try may have ended between the two writes. */
async function touchMark(records: RecordStore, at: number): Promise<void> {
  for (;;) {
    const known = await records.get(ERASURE_MARK.kind, ERASURE_MARK.id);
    if (known === null) {
      if ((await records.create(ERASURE_MARK.kind, ERASURE_MARK.id, { at })) !== null) return;
      continue;
    }
    try {
      await records.put(ERASURE_MARK.kind, ERASURE_MARK.id, { at }, known.version);
      return;
    } catch (error) {
      if (!(error instanceof VersionConflictError)) throw error; // somebody else's erasure came first
    }
  }
}
