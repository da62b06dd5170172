/** Something to be closed. */
interface Closable {
  close(): Promise<void>;
}

export interface CloseInOrder {
  /** Notes what has been opened, and gives it back. */
  closes<T extends Closable>(opened: T): T;
  /** Closes everything, the last opened first; what fails keeps nothing else from being closed. */
  close(): Promise<void>;
}

/** Keeps what a process opens, so that it is closed the other way round, whatever comes. */
export function closeInOrder(): CloseInOrder {
  const opened: Closable[] = [];
  return {
    closes(closable) {
      opened.push(closable);
      return closable;
    },
    async close() {
      const failures: unknown[] = [];
      for (let next = opened.pop(); next !== undefined; next = opened.pop()) {
        try {
          await next.close();
        } catch (error) {
          failures.push(error); // the others are closed all the same
        }
      }
      if (failures.length > 0) throw new AggregateError(failures, 'not everything could be closed in order');
    },
  };
}
