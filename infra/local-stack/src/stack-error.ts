/** A server could not be brought or started; the message says which, why, and what to do. Shown without a stack trace. */
export class StackError extends Error {
  override name = 'StackError';
}
