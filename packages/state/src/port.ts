/** A due task held by one owner until the lease ends. */
export interface Lease {
  readonly id: string;
  /** ms: when the task was due. */
  readonly dueAt: number;
  /** Fences: a lease taken over by another owner has another token. */
  readonly token: string;
  /** ms */
  readonly until: number;
}

/** When each source is due, and who works on it. Emptied, it is filled again from the list of sources. */
export interface Schedule {
  /** Adds tasks that are not scheduled yet; tasks that are keep their time. */
  add(tasks: readonly { readonly id: string; readonly dueAt: number }[]): Promise<void>;
  /** Takes tasks that are due at `now` and held by nobody, the longest due first. */
  claim(options: { readonly now: number; readonly limit: number; readonly leaseMs: number }): Promise<readonly Lease[]>;
  /** Prolongs a lease; null where it was lost. */
  renew(lease: Lease, options: { readonly now: number; readonly leaseMs: number }): Promise<Lease | null>;
  /** Gives the task back with its next time; false where the lease was lost (its new owner decides). */
  release(lease: Lease, nextDueAt: number): Promise<boolean>;
  /** Sets a task's time whoever holds it (poll now). */
  reschedule(id: string, dueAt: number): Promise<void>;
  remove(id: string): Promise<void>;
  /** The scheduled time of each task asked for that has one. */
  dueTimes(ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/** How often a host may be asked, shared by all who ask it. */
export interface Budgets {
  /**
   * Takes the next slot of a host: slots lie `intervalMs` apart.
   * @returns ms until the slot: 0 = now
   */
  take(host: string, options: { readonly now: number; readonly intervalMs: number }): Promise<number>;
  /** Grants no slot before `until` (Retry-After, back-off). */
  block(host: string, until: number): Promise<void>;
}

/** A value with the version that a compare-and-set needs. */
export interface Remembered {
  readonly value: unknown;
  readonly version: number;
}

/** What the fetcher remembers to save work: validators, body hashes, seen items. Emptied, work repeats, nothing is lost. */
export interface Memory {
  get(key: string): Promise<Remembered | null>;
  /** Writes if the version is still this one (null: if there is no value); false where somebody wrote first. */
  compareAndSet(key: string, expected: number | null, value: unknown): Promise<boolean>;
  /** Which of the members are in the set. */
  seen(set: string, members: readonly string[]): Promise<ReadonlySet<string>>;
  /** Adds members to the set; those not added again for `keepMs` may be forgotten. */
  remember(
    set: string,
    members: readonly string[],
    options: { readonly now: number; readonly keepMs: number },
  ): Promise<void>;
}

/** The three, as one adapter opens and closes them. */
export interface State {
  readonly schedule: Schedule;
  readonly budgets: Budgets;
  readonly memory: Memory;
  close(): Promise<void>;
}
