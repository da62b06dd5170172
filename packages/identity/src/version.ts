const EPOCH_2000 = Date.UTC(2000, 0, 1);
const EPOCHS = 4096;

/**
 * The external version of a capture's documents: the newest capture wins whatever order things arrive in, and a replay
 * (the next epoch) replaces what the same capture gave.
 *
 * @param fetchedAt milliseconds since 1970, not before 2000-01-01
 * @param epoch 0 for live traffic, 1… for replays; less than 4096
 * @returns (fetchedAt − 2000-01-01) × 4096 + epoch, a safe integer until the year 2069
 */
export function indexVersion(fetchedAt: number, epoch: number): number {
  if (!Number.isInteger(epoch) || epoch < 0 || epoch >= EPOCHS) {
    throw new RangeError(`epoch ${epoch} is not a whole number from 0 to ${EPOCHS - 1}`);
  }
  const version = (fetchedAt - EPOCH_2000) * EPOCHS + epoch;
  if (!Number.isInteger(fetchedAt) || !Number.isSafeInteger(version) || version < 0) {
    throw new RangeError(`fetchedAt ${fetchedAt} is no whole number of milliseconds between the years 2000 and 2069`);
  }
  return version;
}
