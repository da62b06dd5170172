/** Lets so many bytes (or whatever is counted) through at a time, first come, first served. */
export interface Gate {
  /** Resolves to the way out once there is room; more than the limit goes alone. Undefined when the signal ended it. */
  enter(amount: number, signal?: AbortSignal): Promise<(() => void) | undefined>;
}

interface Waiting {
  readonly amount: number;
  readonly admit: () => void;
}

export function createGate(limit: number): Gate {
  let inside = 0;
  const line: Waiting[] = [];

  const look = (): void => {
    for (let first = line[0]; first && (inside === 0 || inside + first.amount <= limit); first = line[0]) {
      line.shift();
      inside += first.amount;
      first.admit();
    }
  };

  return {
    enter(amount, signal) {
      const { promise, resolve } = Promise.withResolvers<(() => void) | undefined>();
      if (signal?.aborted) return Promise.resolve(undefined);
      const giveUp = (): void => {
        line.splice(line.indexOf(waiting), 1);
        resolve(undefined);
        look();
      };
      const waiting: Waiting = {
        amount,
        admit: () => {
          signal?.removeEventListener('abort', giveUp);
          let out = false;
          resolve(() => {
            if (out) return;
            out = true;
            inside -= amount;
            look();
          });
        },
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      line.push(waiting);
      look();
      return promise;
    },
  };
}
