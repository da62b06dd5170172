import { existsSync } from 'node:fs';
import { PARSED_RELEASE, type ReleaseRemoved } from '@presswatch/events';
import { emit, type Outcome } from '../../outcome.ts';
import type { StageDescription } from '../../stage.ts';

// A pure stage that does what its input tells it to, for the tests of the pool.

export const describe = (): StageDescription => ({
  name: 'odd',
  version: '1',
  input: PARSED_RELEASE,
  output: PARSED_RELEASE,
});

/** @param data `brokenWhile`: a file; while it is there the stage cannot be made, as with a list that is half edited */
export function create(data: { readonly greeting: string; readonly brokenWhile?: string }) {
  if (data.brokenWhile !== undefined && existsSync(data.brokenWhile)) throw new Error('a list is half edited');
  return (event: ReleaseRemoved): Outcome<unknown> | Promise<Outcome<unknown>> => {
    switch (event.reason) {
      case 'later':
        return new Promise((resolve) => setImmediate(resolve, emit({ ...event, greeting: data.greeting })));
      case 'never':
        return new Promise(() => undefined);
      case 'fail later':
        return Promise.reject(new TypeError('told to'));
      case 'loop':
        for (;;);
      case 'eat':
        return eat();
      case 'throw':
        throw new TypeError('told to');
      case 'recurse':
        return recurse(event);
      default:
        return emit({ ...event, greeting: data.greeting });
    }
  };
}

function eat(): never {
  const eaten: number[][] = [];
  for (;;) eaten.push(new Array(100_000).fill(eaten.length));
}

const recurse = (event: ReleaseRemoved): Outcome<unknown> => {
  const outcome = recurse(event);
  return outcome.kind === 'skip' ? outcome : emit(event);
};
