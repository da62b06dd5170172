import { describe, expect, it } from 'vitest';
import { createCommitter, isGone, isGroupChange } from './committer.ts';

const said = (type: string, retriable = false) => Object.assign(new Error(type), { type, retriable });

describe('createCommitter', () => {
  it('sends what comes while a commit is under way with the next, all partitions in one', async () => {
    const sent: [number, number][][] = [];
    const gate = Promise.withResolvers<void>();
    const committer = createCommitter(async (offsets) => {
      sent.push([...offsets]);
      await gate.promise;
    });
    const first = committer.commit(0, 5);
    await new Promise((resolve) => setImmediate(resolve));
    const rest = [committer.commit(1, 7), committer.commit(0, 9), committer.commit(2, 3), committer.commit(0, 8)];
    gate.resolve();
    await Promise.all([first, ...rest]);
    expect(sent).toEqual([
      [[0, 5]],
      [
        [1, 7],
        [0, 9],
        [2, 3],
      ],
    ]);
  });

  it('tries again while the coordinator is away', async () => {
    let tries = 0;
    const committer = createCommitter(async () => {
      if (++tries < 3) throw said('GROUP_COORDINATOR_NOT_AVAILABLE', true);
    });
    await committer.commit(0, 1);
    expect(tries).toBe(3);
  });

  it.each(['ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID', 'REBALANCE_IN_PROGRESS'])(
    'does not try again after %s, and goes on with the next',
    async (type) => {
      let tries = 0;
      const committer = createCommitter(async () => {
        if (++tries === 1) throw said(type, true);
      });
      await expect(committer.commit(0, 1)).rejects.toThrow(type);
      await committer.commit(0, 2);
      expect(tries).toBe(2);
    },
  );

  it('knows what Kafka means, however deep it is wrapped', () => {
    const wrapped = new Error('outer', { cause: new Error('middle', { cause: said('ILLEGAL_GENERATION') }) });
    expect([isGroupChange(wrapped), isGone(wrapped)]).toEqual([true, true]);
    expect([isGroupChange(said('REBALANCE_IN_PROGRESS')), isGone(said('REBALANCE_IN_PROGRESS'))]).toEqual([
      true,
      false,
    ]);
    expect(isGroupChange(new Error('other'))).toBe(false);
  });
});
