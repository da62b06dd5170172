/** A line of a log on its way, with how often the same was kept back before it. */
export type Say = (details: object, message: string) => void;

export interface ThrottleOptions {
  /** ms between two lines of a kind. Default 10,000. */
  readonly everyMs?: number;
  /** ms; default: a clock that only goes forward. */
  readonly clock?: () => number;
}

/** Kinds that are told apart: more than kafkajs has. Beyond that the oldest is forgotten. */
const MOST_KINDS = 100;

/**
 * Lets one line of a kind through at once, and then one in so many ms, with the number of those that were kept back
 * (`repeated`): while a broker is away kafkajs says the same several times a second.
 */
export function createThrottle({ everyMs = 10_000, clock = () => performance.now() }: ThrottleOptions = {}) {
  const kinds = new Map<string, { at: number; kept: number }>();
  return (kind: string, say: Say, details: object, message: string): void => {
    const before = kinds.get(kind);
    const now = clock();
    if (before !== undefined && now - before.at < everyMs) {
      before.kept++;
      return;
    }
    kinds.delete(kind);
    kinds.set(kind, { at: now, kept: 0 });
    const [oldest] = kinds.keys();
    if (kinds.size > MOST_KINDS && oldest !== undefined) kinds.delete(oldest);
    say(before !== undefined && before.kept > 0 ? { ...details, repeated: before.kept } : details, message);
  };
}
