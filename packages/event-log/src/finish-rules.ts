import { PartitionLostError } from './port.ts';

/** What every adapter says of a partition that a member does not hold any more. */
export const lost = (what: string): PartitionLostError =>
  new PartitionLostError(`${what}: what it has not finished is handed out again`);

/** @throws RangeError where a batch from `least` to `most` cannot be finished up to there */
export function checkUpTo(upTo: number, least: number, most: number): void {
  if (Number.isInteger(upTo) && upTo >= least && upTo <= most) return;
  throw new RangeError(`finish upTo ${upTo}: it must be an offset from ${least} to ${most} and never less than before`);
}
