import { CursorError, IndexUnavailableError } from '../port.ts';

/** What a thread can be asked. */
export type Methods = Readonly<Record<string, (...args: never[]) => unknown>>;

export interface Request {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** An error as it crosses between threads, which keep no classes. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
}

export type Response =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: SentError };

export function sendError(error: unknown): SentError {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return { name, message, stack };
}

/** The error again, of its class where it is one of the port's; its cause says where in the thread it was thrown. */
export function receiveError({ name, message, stack }: SentError): Error {
  const options = { cause: stack };
  if (name === 'CursorError') return new CursorError(message, options);
  if (name === 'IndexUnavailableError') return new IndexUnavailableError(message, options);
  const error = new Error(message, options);
  error.name = name;
  return error;
}
