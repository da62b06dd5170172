import { appendFileSync } from 'node:fs';

/** What one row of faults came to. */
export interface FaultRow {
  /** The letter and what is done. */
  readonly row: string;
  readonly rounds: number;
  /** Releases given in this row. */
  readonly releases: number;
  /** What was seen beside the ledger. */
  readonly seen: string;
  /** Ways in which the promise was broken. */
  readonly violations: number;
  readonly seconds: number;
}

/** Whether the long set runs: `npm run faults`. */
export const LONG = process.env.FAULTS === 'long';

/** Tells a row: as a line of the test's output and, where `FAULTS_REPORT` names a file, as a line of JSON in it. */
export function tell(row: FaultRow): void {
  process.stdout.write(
    `${row.row}: ${row.rounds} rounds, ${row.releases} releases, ${row.violations} violations, ${row.seconds.toFixed(0)} s; ${row.seen}\n`,
  );
  const file = process.env.FAULTS_REPORT;
  if (file) appendFileSync(file, `${JSON.stringify(row)}\n`);
}
