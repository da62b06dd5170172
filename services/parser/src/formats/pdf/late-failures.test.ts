import { expect, it } from 'vitest';
import { lettingGo } from './late-failures.ts';

it('lets go of a failure that nobody waits for, where the library’s file is in its stack', async () => {
  const work = async () => {
    void Promise.reject(new Error('late'));
    return 'done';
  };
  expect(await lettingGo('late-failures.test.ts', work)).toBe('done');
  expect(process.listenerCount('unhandledRejection')).toBe(before);
});

const before = process.listenerCount('unhandledRejection');
