import { expect, it } from 'vitest';
import { closeInOrder } from './close-in-order.ts';

it('closes the last opened first, each once, and all of them whatever fails', async () => {
  const closed: string[] = [];
  const closing = closeInOrder();
  const part = (name: string, error?: Error) => ({
    close: async () => {
      closed.push(name);
      if (error) throw error;
    },
  });
  closing.closes(part('log'));
  closing.closes(part('index', new Error('away')));
  closing.closes(part('stage'));
  await expect(closing.close()).rejects.toThrow(AggregateError);
  expect(closed).toEqual(['stage', 'index', 'log']);
  await closing.close();
  expect(closed).toHaveLength(3);
});
