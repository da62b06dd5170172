import { describe, expect, it } from 'vitest';
import { countStatic, countTests, summaryLine, type VitestReport } from './tally.ts';

const report = (success: boolean, ...files: readonly (readonly [string, ...string[]])[]): VitestReport => ({
  success,
  testResults: files.map(([status, ...tests]) => ({
    name: 'x.test.ts',
    status,
    assertionResults: tests.map((test) => ({ status: test })),
  })),
});

describe('countTests', () => {
  it('counts tests, not files', () => {
    const counts = countTests(report(true, ['passed', 'passed', 'passed'], ['passed', 'passed', 'pending']), 0);
    expect(counts).toEqual({ passed: 3, failed: 0, skipped: 1 });
  });

  it('counts a failed test once', () => {
    expect(countTests(report(false, ['failed', 'passed', 'failed']), 1)).toMatchObject({ passed: 1, failed: 1 });
  });

  it('counts a file that does not load as a failure', () => {
    expect(countTests(report(false, ['failed'], ['passed', 'passed']), 1)).toMatchObject({ passed: 1, failed: 1 });
  });

  it('fails a run without tests, without a report, or with an error outside of all tests', () => {
    expect(countTests(report(true), 0)).toMatchObject({ failed: 1, note: 'no test ran' });
    expect(countTests(undefined, 0)).toMatchObject({ failed: 1 });
    expect(countTests(report(true, ['passed', 'passed']), 1)).toMatchObject({ passed: 1, failed: 1 });
  });
});

describe('summaryLine', () => {
  const step = (counts: object) => ({ name: 'x', seconds: 1, passed: 0, failed: 0, skipped: 0, ...counts });

  it('adds up, and names skipped tests only where there are any', () => {
    expect(summaryLine([step(countStatic(0)), step({ passed: 4 })])).toBe('5 passed, 0 failed');
    expect(summaryLine([step(countStatic(3)), step({ skipped: 2 })])).toBe('0 passed, 1 failed, 2 skipped');
  });
});
