import { describe, expect, it } from 'vitest';
import { createWriteQueue } from './write-queue.ts';

/** A queue whose groups wait to be told what became of them. */
function heldQueue(atOnce: number, worthwhile = 1) {
  const groups: { documents: readonly string[]; finish: () => void; fail: () => void }[] = [];
  const write = createWriteQueue<string, string>(
    (documents) =>
      new Promise((resolve, reject) => {
        const finish = () => resolve(documents.map((document) => `${document}!`));
        groups.push({ documents, finish, fail: () => reject(new Error('lost')) });
      }),
    { atOnce, worthwhile, maxDocuments: 4, maxLength: 10, lengthOf: (document) => document.length },
  );
  return { write, groups };
}
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('the queue of writes', () => {
  it('writes at once while there is room, and gathers what waits', async () => {
    const { write, groups } = heldQueue(2);
    const calls = [write(['a']), write(['b']), write(['c']), write(['d', 'e'])];
    expect(groups.map((group) => group.documents)).toEqual([['a'], ['b']]);
    groups[0]?.finish();
    await nextTurn();
    expect(groups[2]?.documents).toEqual(['c', 'd', 'e']);
    groups[1]?.finish();
    groups[2]?.finish();
    expect(await Promise.all(calls)).toEqual([['a!'], ['b!'], ['c!'], ['d!', 'e!']]);
  });

  it('bounds a group by number and by length, and never splits a call', async () => {
    const { write, groups } = heldQueue(1);
    const given = [['a'], ['b', 'c', 'd', 'e', 'f'], ['long text'], ['x', 'y']];
    const calls = given.map((documents) => write(documents));
    for (const [n] of given.entries()) {
      groups[n]?.finish();
      await nextTurn();
    }
    expect(groups.map((group) => group.documents)).toEqual(given);
    await Promise.all(calls);
  });

  it('writes beside another group only what is worth a request, and leaves nothing behind', async () => {
    const { write, groups } = heldQueue(3, 3);
    const calls = [write(['a']), write(['b']), write(['c'])];
    expect(groups.map((group) => group.documents)).toEqual([['a']]);
    calls.push(write(['d']));
    expect(groups.map((group) => group.documents)).toEqual([['a'], ['b', 'c', 'd']]);
    calls.push(write(['e']));
    groups[0]?.finish();
    await nextTurn();
    expect(groups).toHaveLength(2);
    groups[1]?.finish();
    await nextTurn();
    expect(groups[2]?.documents).toEqual(['e']);
    groups[2]?.finish();
    expect((await Promise.all(calls)).flat()).toEqual(['a!', 'b!', 'c!', 'd!', 'e!']);
  });

  it('fails the calls of a failed group only, and goes on', async () => {
    const { write, groups } = heldQueue(1);
    const [first, second] = [write(['a']), write(['b'])];
    groups[0]?.fail();
    await expect(first).rejects.toThrow('lost');
    await nextTurn();
    groups[1]?.finish();
    expect(await second).toEqual(['b!']);
  });
});
