import { type EventLog, LogUnavailableError } from '@presswatch/event-log';
import { type RecordStore, RecordsUnavailableError } from '@presswatch/records';
import { IndexUnavailableError, type ReleaseReader } from '@presswatch/release-index';
import { isExpected } from '@presswatch/service-kit';
import type { IndexSettings, LogSettings, RecordsSettings } from './connections.ts';
import { openIndex, openLog, openRecords } from './open.ts';
import { ASK_MS, within } from './server-view.ts';

/** The ports as far as they can be opened: the calls of one that cannot are rejected with its error of being away. */
export interface PartlyOpened {
  readonly log: EventLog;
  readonly index: ReleaseReader;
  readonly records: RecordStore;
  /** Closes what was opened, also what was opened too late. */
  close(): Promise<void>;
}

/** Opens log, index and records for reading, at the same time and within 5 s, so that what is there can be told. */
export async function openPartly(settings: LogSettings & IndexSettings & RecordsSettings): Promise<PartlyOpened> {
  const opening: Promise<{ close(): Promise<void> }>[] = [];
  const keep = <T extends { close(): Promise<void> }>(work: Promise<T>): Promise<T> => {
    opening.push(work);
    return within(ASK_MS, work);
  };
  const [log, index, records] = await Promise.all([
    keep(openLog(settings, 'beside')).catch((error: unknown) => away<EventLog>(error, LogUnavailableError)),
    keep(openIndex(settings, 'beside')).then(
      ({ reader }) => reader,
      (error: unknown) => away<ReleaseReader>(error, IndexUnavailableError),
    ),
    keep(openRecords(settings)).catch((error: unknown) => away<RecordStore>(error, RecordsUnavailableError)),
  ]);
  return {
    log,
    index,
    records,
    // What is still being opened holds up nobody: it is closed whenever it comes.
    close: async () => {
      const closing = opening.map((work) =>
        work.then(
          (opened) => opened.close(),
          () => undefined,
        ),
      );
      await Promise.race([Promise.all(closing), within(CLOSE_MS, Promise.all(closing)).catch(() => undefined)]);
    },
  };
}

/** ms */
const CLOSE_MS = 500;

type Unavailable = new (message: string, options: ErrorOptions) => Error;

/**
 * A port all of whose calls are rejected; the log's scan fails when its first record is asked for.
 *
 * @throws what waiting does not mend, such as a wrong setting
 */
function away<T extends object>(cause: unknown, Kind: Unavailable): T {
  if (isExpected(cause)) throw cause;
  const error =
    cause instanceof Kind ? cause : new Kind(cause instanceof Error ? cause.message : String(cause), { cause });
  const call = () => Promise.reject(error);
  async function* scan() {
    yield await call();
  }
  return new Proxy({} as T, {
    get: (_, name) => (name === 'then' ? undefined : name === 'scan' && Kind === LogUnavailableError ? scan : call),
  });
}
