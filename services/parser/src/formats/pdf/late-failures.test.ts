import { expect, it } from 'vitest';
import { lettingGo } from './late-failures.ts';

const FILE = 'late-failures.test.ts';
const count = () => process.listenerCount('unhandledRejection');

it('lets go of late failures of the library alone, and only while it works', async () => {
  const before = count();
  const result = await lettingGo(FILE, async () => {
    expect(count()).toBe(before + 1);
    const listen = process.listeners('unhandledRejection').at(-1);
    const tell = (error: unknown) => listen?.(error, Promise.resolve());
    expect(() => tell(new Error('the library’s'))).not.toThrow();
    const foreign = Object.assign(new Error('ours'), { stack: 'Error: ours\n    at elsewhere.ts:1:1' });
    expect(() => tell(foreign)).toThrow(foreign);
    expect(() => tell('no error')).toThrow('no error');
    return 'done';
  });
  expect(result).toBe('done');
  expect(count()).toBe(before);
});

it('listens no longer after work that fails', async () => {
  const before = count();
  await expect(lettingGo(FILE, () => Promise.reject(new Error('at once')))).rejects.toThrow('at once');
  expect(count()).toBe(before);
});
