import type { UpsertResult } from '../port.ts';

export interface WriterThreadData {
  readonly path: string;
}

/** What the writing thread can be asked. Documents cross as JSON: quicker than as objects, and it is stored as it is. */
export type WriterMethods = {
  readonly upsert: (documents: readonly string[]) => readonly UpsertResult[];
  readonly erase: (captureKeys: readonly string[]) => void;
  /** Answered when everything asked before is done. */
  readonly refresh: () => void;
};
