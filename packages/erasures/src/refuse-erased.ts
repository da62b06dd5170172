import type { EventLog, NewRecord } from '@presswatch/event-log';
import { parseCaptureKey } from '@presswatch/identity';
import type { Erasures } from './erasures.ts';

/** Some of what was to be published belongs to erased releases. Nothing was published. */
export class ErasedReleaseError extends Error {
  override readonly name = 'ErasedReleaseError';
  readonly releaseIds: ReadonlySet<string>;

  constructor(releaseIds: ReadonlySet<string>) {
    const [first] = releaseIds;
    const others = releaseIds.size > 1 ? ` and ${releaseIds.size - 1} more` : '';
    super(`release ${first}${others} was erased and is refused for ever`);
    this.releaseIds = releaseIds;
  }
}

/** The release that a record with this key is about; undefined where it is about none. */
const releaseOf = ({ key, value }: NewRecord): string | undefined =>
  value === null ? undefined : parseCaptureKey(key)?.releaseId;

/**
 * A log that takes no record of an erased release; tombstones pass.
 *
 * `publish` @throws ErasedReleaseError naming the releases, ErasuresUnreadableError
 */
export function refuseErased(log: Pick<EventLog, 'publish'>, erasures: Erasures): Pick<EventLog, 'publish'> {
  return {
    async publish(records) {
      const erased = await erasures.erasedOf(records.flatMap((record) => releaseOf(record) ?? []));
      if (erased.size > 0) throw new ErasedReleaseError(erased);
      return log.publish(records);
    },
  };
}
