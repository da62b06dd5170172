import type { EventLog } from '../port.ts';

/** One storage of its own, on which a log can be opened again and again. */
export interface EventLogHarness {
  /** Opens the log; each call gives another one on the same storage. */
  open(): Promise<EventLog>;
  /** The name of a topic that is empty and used by this harness alone. */
  topic(label: string): Promise<string>;
  /** Closes what is still open and removes the storage. */
  dispose(): Promise<void>;
  /** Lets compaction happen now; given where `compactsOnDemand` says so. */
  compact?(log: EventLog): Promise<void>;
  /** From now on no group's offset can be written, until the result is called; given where `finish` is atomic. */
  breakOffsets?(): Promise<() => Promise<void>>;
}

/** In what adapters may differ. */
export interface EventLogCapabilities {
  /** `finish` is all or nothing. False: outputs, then the offset, so that a crash in between repeats outputs. */
  readonly atomicFinish: boolean;
  readonly compactsOnDemand: boolean;
  /** The size limit that the harness opens its logs with, in bytes: 64 KiB or more, for the suite makes larger ones. */
  readonly maxRecordBytes: number;
  /** ms a test may take. Default 10,000. */
  readonly timeoutMs?: number;
}
