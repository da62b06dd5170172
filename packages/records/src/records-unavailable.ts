/**
 * The records cannot be reached, or take no writes now. A write that was under way may be done: read before it is tried
 * again. The message says what happened and what to do.
 */
export class RecordsUnavailableError extends Error {
  override readonly name = 'RecordsUnavailableError';
}
