/** What `presswatch` exits with. */
export const EXIT = { ok: 0, failed: 1, usage: 2, notFound: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with a message for people: what happened and what to do next. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exit: ExitCode;

  constructor(exit: ExitCode, message: string) {
    super(message);
    this.exit = exit;
  }
}

export const usage = (message: string): CommandError => new CommandError(EXIT.usage, message);
export const notFound = (message: string): CommandError => new CommandError(EXIT.notFound, message);

/** Whoever read the output has gone: no error of ours, but there is nobody to write for. */
export class OutputClosedError extends Error {
  override readonly name = 'OutputClosedError';
}
