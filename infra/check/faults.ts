import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FaultRow } from '../../services/standalone/test/faults/report.ts';
import { faultTable } from './fault-table.ts';

const HELP = `usage: npm run faults [-- --write] [NAME…]

Runs the long set of fault tests on real servers and real processes: half an hour and more. Prints a table of what was
done and seen; --write puts it into docs/reliability.md. NAME runs those test files only whose path holds it.
`;

const root = resolve(import.meta.dirname, '../..');
const DOCUMENT = join(root, 'docs/reliability.md');
const [BEGIN, END] = ['<!-- faults: begin -->', '<!-- faults: end -->'];

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(HELP);
    return 0;
  }
  const names = args.filter((arg) => arg !== '--write');
  const folder = mkdtempSync(join(tmpdir(), 'presswatch-faults-'));
  const file = join(folder, 'rows.ndjson');
  try {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const wanted = names.length === 0 ? ['.fault.test.ts'] : names;
    const child = spawn(process.execPath, [vitest, 'run', '--project', 'e2e', ...wanted], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, FAULTS: 'long', FAULTS_REPORT: file },
    });
    const [code] = (await once(child, 'close')) as [number | null];
    const rows = existsSync(file)
      ? readFileSync(file, 'utf8')
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as FaultRow)
      : [];
    const table = faultTable(rows);
    process.stdout.write(`\n${table}\n`);
    if (args.includes('--write')) writeTable(table);
    return code ?? 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeTable(table: string): void {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${DOCUMENT} lacks the marks ${BEGIN} and ${END}: put them back`);
  writeFileSync(DOCUMENT, `${text.slice(0, from + BEGIN.length)}\n\n${table}\n\n${text.slice(to)}`);
}

process.exitCode = await main(process.argv.slice(2));
