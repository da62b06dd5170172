/** What one step of the check found. */
export interface StepResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
  /** Why, where the step failed as a whole. */
  readonly note?: string;
}

/** The part of vitest's JSON report that counts. */
export interface VitestReport {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

type Counts = Omit<StepResult, 'name' | 'seconds'>;

/** A step that passes or fails as one. */
export const countStatic = (exitCode: number): Counts =>
  exitCode === 0
    ? { passed: 1, failed: 0, skipped: 0 }
    : { passed: 0, failed: 1, skipped: 0, note: `exit code ${exitCode}` };

/**
 * Counts a run of tests. Every way to go wrong is a failure: a file that does not load, a run without a test, a run that
 * wrote no report, an exit code without a failed test (an error outside of all tests).
 */
export function countTests(report: VitestReport | undefined, exitCode: number): Counts {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0, note: 'the run ended without a report' };
  const statuses = report.testResults.flatMap((file) => file.assertionResults.map(({ status }) => status));
  const passed = statuses.filter((status) => status === 'passed').length;
  const failedTests = statuses.filter((status) => status === 'failed').length;
  const skipped = statuses.length - passed - failedTests;
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  const failed = failedTests + broken.length;
  if (failed > 0) {
    const note = broken.length === 0 ? undefined : `${broken.length} files failed outside of their tests`;
    return { passed, failed, skipped, ...(note === undefined ? {} : { note }) };
  }
  if (statuses.length === 0) return { passed, failed: 1, skipped, note: 'no test ran' };
  if (exitCode !== 0 || !report.success) {
    return { passed, failed: 1, skipped, note: `an error outside of all tests (exit code ${exitCode})` };
  }
  return { passed, failed, skipped };
}

/** The last line of a check: `N passed, N failed`, and the skipped where there are any. */
export function summaryLine(results: readonly StepResult[]): string {
  const sum = (field: 'passed' | 'failed' | 'skipped') => results.reduce((total, result) => total + result[field], 0);
  const skipped = sum('skipped');
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The steps as a table, a line each. */
export function summaryTable(results: readonly StepResult[]): string {
  const width = Math.max(...results.map(({ name }) => name.length));
  return results
    .map(({ name, passed, failed, skipped, seconds, note }) => {
      const counts = [passed, failed, skipped].map((count) => String(count).padStart(6)).join('');
      return `${failed === 0 ? 'ok  ' : 'FAIL'}  ${name.padEnd(width)}${counts}  ${seconds.toFixed(1).padStart(6)} s${note ? `  ${note}` : ''}`;
    })
    .join('\n');
}
