/** A record that people made, or that must outlive every cache: a saved search, a decision, a dead letter's status. */
export interface StoredItem<T = unknown> {
  readonly kind: string;
  readonly id: string;
  readonly value: T;
  /** Opaque; changes with every write. */
  readonly version: string;
}

/** Somebody else wrote first: read again, decide again. */
export class VersionConflictError extends Error {
  override readonly name = 'VersionConflictError';
}

/** The store of record for what cannot be computed again. Values are JSON. Every method resolves when it is durable. */
export interface RecordStore {
  get(kind: string, id: string): Promise<StoredItem | null>;
  /** Creates the record if there is none; null where one exists. */
  create(kind: string, id: string, value: unknown): Promise<StoredItem | null>;
  /** Replaces the record. @throws VersionConflictError when its version is another one or it is gone */
  put(kind: string, id: string, value: unknown, ifVersion: string): Promise<StoredItem>;
  /** Deletes the record; false where there was none. @throws VersionConflictError when its version is another one */
  delete(kind: string, id: string, ifVersion?: string): Promise<boolean>;
  /** The records of a kind in the order of ids, from after `after`; `limit` at most (default 100, at most 1,000). */
  scan(
    kind: string,
    page?: { readonly after?: string; readonly prefix?: string; readonly limit?: number },
  ): Promise<readonly StoredItem[]>;
  /** The kinds that there are records of, in order: who copies a store must not forget one. At most 1,000. */
  kinds(): Promise<readonly string[]>;
  close(): Promise<void>;
}
