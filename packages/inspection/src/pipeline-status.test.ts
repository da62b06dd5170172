import { describe, expect, it } from 'vitest';
import { limitingStage, type PipelineStatusDeps, readPipelineStatus, type StageStatus } from './pipeline-status.ts';

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

describe('readPipelineStatus', () => {
  const total = { value: 7, exact: true };
  const never = () => new Promise<never>(() => undefined);
  const deps: PipelineStatusDeps = {
    log: { lag: async () => ({ records: 3, oldestAt: 5 }) },
    index: { search: async () => ({ total, hits: [], facets: {} }) as never },
    deadLetters: { counts: async () => [{ stage: 'parser', status: 'open', reason: 'x', count: 2 }] },
    stages: [{ stage: 'parser', topic: 'releases.raw' }],
    now: 10,
    patienceMs: 5,
  };

  it('tells what the index knows while the log is away or silent, and says once what is not known', async () => {
    const away = () => Promise.reject(new Error('Kafka is away'));
    for (const lag of [away, never]) {
      const status = await readPipelineStatus({ ...deps, log: { lag } });
      expect(status).toMatchObject({ releases: total, limiting: null, stages: [{ openDeadLetters: 2 }] });
      expect(status.stages[0]?.lag).toEqual({ records: 0, oldestAt: null, isUnread: true });
      expect(status.problems).toHaveLength(1);
    }
  });

  it('tells the lag while the index does not answer', async () => {
    const status = await readPipelineStatus({ ...deps, index: { search: never } });
    expect(status).toMatchObject({
      limiting: 'parser',
      stages: [{ lag: { records: 3, oldestAt: 5 } }],
      problems: ['releases are not counted: no answer within 0.005 s'],
    });
  });
});
