/** Runs the work while no other process on this machine runs its own under the same lock file. */
export function withLock<T>(path: string, work: () => Promise<T>): Promise<T>;
