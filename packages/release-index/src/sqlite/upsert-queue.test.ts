import { afterEach, describe, expect, it, vi } from 'vitest';
import { captureDocument } from '../contract/documents.ts';
import { IndexUnavailableError, type UpsertResult } from '../port.ts';
import { createUpsertQueue } from './upsert-queue.ts';

const named = (...releases: readonly string[]) =>
  releases.map((release) => captureDocument({ release, title: release }));
const titleOf = (json: string): string => JSON.parse(json).content.title;

/** Lets the queue go on to its next transaction. */
const nextTransaction = () => new Promise((resolve) => setImmediate(resolve));

/** A writer that waits to be told what became of each transaction. */
function heldWriter() {
  const transactions: { titles: string[]; finish: () => void; fail: () => void }[] = [];
  const upsert = createUpsertQueue(
    (documents) =>
      new Promise((resolve, reject) => {
        const titles = documents.map(titleOf);
        const results = titles.map(
          (title): UpsertResult =>
            title === 'bad' ? { kind: 'rejected', code: 'bad', message: 'it is bad' } : { kind: 'done' },
        );
        const fail = () => reject(new IndexUnavailableError('disk full'));
        transactions.push({ titles, finish: () => resolve(results), fail });
      }),
  );
  return { upsert, transactions };
}

describe('the queue of upserts', () => {
  afterEach(() => void vi.useRealTimers());
  const many = (name: string, count: number) => named(...Array.from({ length: count }, (_, n) => `${name}${n}`));

  it('gathers calls of many documents until there is enough for a transaction', async () => {
    vi.useFakeTimers();
    const { upsert, transactions } = heldWriter();
    const calls = [upsert(many('a', 40)), upsert(many('b', 40))];
    await vi.advanceTimersByTimeAsync(39);
    expect(transactions).toEqual([]);
    calls.push(upsert(many('c', 40)));
    await vi.advanceTimersByTimeAsync(0);
    expect(transactions.map(({ titles }) => titles.length)).toEqual([120]);
    transactions[0]?.finish();
    expect((await Promise.all(calls)).map((results) => results.length)).toEqual([40, 40, 40]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('waits for others a moment only', async () => {
    vi.useFakeTimers();
    const { upsert, transactions } = heldWriter();
    const call = upsert(many('a', 40));
    await vi.advanceTimersByTimeAsync(40);
    expect(transactions.map(({ titles }) => titles.length)).toEqual([40]);
    transactions[0]?.finish();
    await call;
  });

  it('puts calls that wait into one transaction, and gives each its own results', async () => {
    const { upsert, transactions } = heldWriter();
    const calls = [upsert(named('a')), upsert(named('b', 'bad')), upsert(named('c'))];
    expect(transactions.map(({ titles }) => titles)).toEqual([['a']]);
    transactions[0]?.finish();
    await nextTransaction();
    expect(transactions[1]?.titles).toEqual(['b', 'bad', 'c']);
    transactions[1]?.finish();
    const kinds = (await Promise.all(calls)).map((results) => results.map((result) => result.kind));
    expect(kinds).toEqual([['done'], ['done', 'rejected'], ['done']]);
  });

  it('fails the calls of a failed transaction, and goes on', async () => {
    const { upsert, transactions } = heldWriter();
    const first = upsert(named('a'));
    const second = upsert(named('b'));
    transactions[0]?.fail();
    await expect(first).rejects.toThrow(IndexUnavailableError);
    await nextTransaction();
    transactions[1]?.finish();
    await expect(second).resolves.toEqual([{ kind: 'done' }]);
  });

  it('bounds a transaction by the length of its documents', async () => {
    const { upsert, transactions } = heldWriter();
    const long = captureDocument({ title: 'long', body: ['x'.repeat(10 * 1024 * 1024)] });
    const calls = [upsert(named('a')), upsert([long]), upsert([long]), upsert(named('b'))];
    for (const n of [0, 1, 2]) {
      transactions[n]?.finish();
      await nextTransaction();
    }
    expect(transactions.map(({ titles }) => titles)).toEqual([['a'], ['long'], ['long', 'b']]);
    await Promise.all(calls);
  });
});
