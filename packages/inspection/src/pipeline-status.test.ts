import { describe, expect, it } from 'vitest';
import { limitingStage, type StageStatus } from './pipeline-status.ts';

const stages = (...lags: number[]): StageStatus[] =>
  lags.map((records, at) => ({
    stage: `s${at}`,
    topic: `t${at}`,
    lag: { records, oldestAt: records > 0 ? 1 : null },
    openDeadLetters: 0,
    waitingFor: null,
  }));

describe('limitingStage', () => {
  it.each([
    [[0, 0, 0], null],
    [[5, 0, 0], 's0'],
    [[5, 9, 2], 's1'],
    [[5, 5, 0], 's1'],
    [[], null],
  ])('of lags %j is %s', (lags, limiting) => {
    expect(limitingStage(stages(...lags))).toBe(limiting);
  });
});
