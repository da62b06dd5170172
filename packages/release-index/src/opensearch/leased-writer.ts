import { IndexUnavailableError, ReindexRunningError, type ReleaseWriter } from '../port.ts';
import type { ReindexLease } from './reindex-lease.ts';

/**
 * The writer of a generation. Whoever takes the lease removes the generation, so that an index which is not there may
 * mean that waiting is of no use: before such an error is believed, the lease is looked at.
 *
 * @throws ReindexRunningError by each of its methods, where another process has taken the lease
 */
export function leasedWriter(writer: ReleaseWriter, lease: Pick<ReindexLease, 'confirm'>): ReleaseWriter {
  const watched = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      if (error instanceof IndexUnavailableError) {
        await lease.confirm().catch((other: unknown) => {
          if (other instanceof ReindexRunningError) throw other; // else nothing answers, which the first error says
        });
      }
      throw error;
    }
  };
  return {
    ...writer,
    upsert: (documents) => watched(writer.upsert(documents)),
    erase: (keys) => watched(writer.erase(keys)),
    refresh: () => watched(writer.refresh()),
  };
}
