import type { ProgressLine } from './progress.ts';

/**
 * Progress comes at any time, the output takes its time: shows one report after another, and drops those that came
 * meanwhile but the last.
 */
export function showing<T>(line: ProgressLine, show: (line: ProgressLine, report: T) => Promise<void>) {
  let latest: { readonly report: T } | undefined;
  let running: Promise<void> | undefined;
  let failed: { readonly error: unknown } | undefined;
  const run = async (): Promise<void> => {
    for (let next = latest; next !== undefined; next = latest) {
      latest = undefined;
      await show(line, next.report);
    }
    running = undefined;
  };
  return {
    tell(report: T): void {
      latest = { report };
      running ??= run().catch((error: unknown) => {
        failed = { error };
      });
    },
    /** Waits for what is being shown. @throws OutputClosedError where nobody reads any more */
    async end(): Promise<void> {
      await running;
      await line.end();
      if (failed !== undefined) throw failed.error;
    },
  };
}
