import { type RecordStore, VersionConflictError } from '@presswatch/records';
import { z } from 'zod';

/** Kind and id of the counter of epochs. */
export const EPOCH_COUNTER = { kind: 'epoch', id: 'last' } as const;
/** Twelve bits of the index version hold the epoch; live traffic has 0. */
export const MOST_EPOCHS = 4095;

const counterSchema = z.object({ epoch: z.int().min(0).max(MOST_EPOCHS) });

/** Every epoch has been used: a further replay could not be told from the last. */
export class EpochsSpentError extends Error {
  override readonly name = 'EpochsSpentError';
}

/**
 * Takes the next epoch: no two replays ever have the same.
 *
 * @throws EpochsSpentError after the 4,095th
 */
export async function takeEpoch(records: RecordStore): Promise<number> {
  const { kind, id } = EPOCH_COUNTER;
  for (;;) {
    const known = await records.get(kind, id);
    if (known === null) {
      if ((await records.create(kind, id, { epoch: 1 })) !== null) return 1;
      continue;
    }
    const { epoch } = counterSchema.parse(known.value);
    if (epoch >= MOST_EPOCHS) throw spent();
    try {
      await records.put(kind, id, { epoch: epoch + 1 }, known.version);
      return epoch + 1;
    } catch (error) {
      if (!(error instanceof VersionConflictError)) throw error; // somebody else took it: the next one
    }
  }
}

const spent = (): EpochsSpentError =>
  new EpochsSpentError(
    `all ${MOST_EPOCHS} epochs of this installation are used, and a replay without one of its own could not win over what is indexed. Copy the installation by "presswatch migrate" into empty stores: its releases are read anew there, and epochs begin again at 1`,
  );
