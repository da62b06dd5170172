import { IndexUnavailableError, type UpsertResult } from '../port.ts';

/** SQLite's verdicts on the values of one statement; every other one is about the file, the disk or another process. */
const ABOUT_THE_VALUES = new Set([
  18, // SQLITE_TOOBIG
  19, // SQLITE_CONSTRAINT
  20, // SQLITE_MISMATCH
]);

interface SqliteError extends Error {
  /** Extended: the low byte is the primary code. */
  readonly errcode: number;
  readonly errstr: string;
}

export const isSqliteError = (error: unknown): error is SqliteError =>
  error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR' && 'errcode' in error;

/** The verdict on a document whose values SQLite refuses; undefined where the error is not about the document. */
export function refusal(error: unknown): (UpsertResult & { kind: 'rejected' }) | undefined {
  if (!isSqliteError(error) || !ABOUT_THE_VALUES.has(error.errcode & 0xff)) return undefined;
  return {
    kind: 'rejected',
    code: 'refused',
    message: `the index file refuses the document (${error.errstr}): look at the dead letter, mend what made it, and replay it`,
  };
}

/** What callers see of an error: trouble with the file is `IndexUnavailableError`, the rest stays as it is. */
export function asPortError(error: unknown, path: string): unknown {
  if (!isSqliteError(error)) return error;
  return new IndexUnavailableError(
    `the index ${path} cannot be used now (${error.errstr}): look at the disk's room and rights, and for another process that holds it`,
    { cause: error },
  );
}

/** Runs work over the file; its errors are thrown as callers see them. */
export function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asPortError(error, path);
  }
}
