import type { BatchHandler, SubscribeOptions, Subscription } from '../port.ts';

/** One subscription to a topic, as its group sees it. */
export interface Member {
  readonly handler: BatchHandler;
  readonly limits: MemberLimits;
  readonly subscription: Subscription;
  /** A batch was handed to it. */
  started(): void;
  /** A batch came back. */
  returned(): void;
  /** Ends the subscription: `ended` rejects with the error. */
  fail(error: unknown): void;
}

export interface MemberLimits {
  readonly maxRecords: number;
  readonly maxBytes: number;
  readonly maxInFlightBytes: number;
}

const DEFAULTS: MemberLimits = { maxRecords: 200, maxBytes: 2 * 1024 * 1024, maxInFlightBytes: 16 * 1024 * 1024 };

/** @throws RangeError for a limit that lets nothing through */
export function createMember(options: SubscribeOptions, leave: (member: Member) => void): Member {
  const ended = Promise.withResolvers<void>();
  const idle = Promise.withResolvers<void>();
  let running = 0;
  let left = false;

  const goOut = (): void => {
    if (left) return;
    left = true;
    leave(member);
    if (running === 0) idle.resolve();
  };
  const close = async (): Promise<void> => {
    goOut();
    await idle.promise;
    ended.resolve();
  };
  const member: Member = {
    handler: options.handler,
    limits: {
      maxRecords: limit('maxRecords', options.maxRecords),
      maxBytes: limit('maxBytes', options.maxBytes),
      maxInFlightBytes: limit('maxInFlightBytes', options.maxInFlightBytes),
    },
    subscription: { ended: ended.promise, close },
    started() {
      running++;
    },
    returned() {
      running--;
      if (left && running === 0) idle.resolve();
    },
    fail(error) {
      ended.reject(error);
      goOut();
    },
  };
  return member;
}

function limit(name: keyof MemberLimits, value: number | undefined): number {
  if (value === undefined) return DEFAULTS[name];
  if (Number.isInteger(value) && value > 0) return value;
  throw new RangeError(`${name} is ${value}: it must be a whole number above 0`);
}
