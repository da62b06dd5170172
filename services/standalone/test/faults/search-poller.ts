import { setTimeout as wait } from 'node:timers/promises';

/** Asks the API again and again, as readers do. */
export interface SearchPoller {
  readonly asked: number;
  /** What was no 200. */
  readonly failures: readonly string[];
  stop(): Promise<void>;
}

const EVERY_MS = 50;

export function pollSearches(address: string): SearchPoller {
  const failures: string[] = [];
  let asked = 0;
  let going = true;
  const loop = async () => {
    while (going) {
      asked += 1;
      try {
        const answer = await fetch(`${address}/api/v1/releases?limit=5`);
        const text = await answer.text();
        if (answer.status !== 200) failures.push(`${answer.status}: ${text.slice(0, 300)}`);
      } catch (error) {
        failures.push(String(error));
      }
      await wait(EVERY_MS);
    }
  };
  const running = loop();
  return {
    get asked() {
      return asked;
    },
    failures,
    async stop() {
      going = false;
      await running;
    },
  };
}
