/**
 * Runs work of a library that now and then leaves a promise behind which fails after all is said: Node would end the
 * thread for it. Such failures of the library's own, which the mark in their stack tells, are let go while it works; any
 * other ends the thread as ever.
 *
 * @param mark the library's file
 */
export async function lettingGo<T>(mark: string, work: () => Promise<T>): Promise<T> {
  const listen = (error: unknown): void => {
    if (!(error instanceof Error && (error.stack ?? '').includes(mark))) throw error;
  };
  process.on('unhandledRejection', listen);
  try {
    return await work();
  } finally {
    await new Promise(setImmediate); // Node tells of them once the promises at hand are through
    process.off('unhandledRejection', listen);
  }
}
