import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { STEPS, type Step } from './steps.ts';
import { countStatic, countTests, type StepResult, summaryLine, summaryTable, type VitestReport } from './tally.ts';

const root = resolve(import.meta.dirname, '../..');

/** Runs one script with its output passed through; resolves with its exit code. */
function run(script: string, args: readonly string[]): Promise<number> {
  return new Promise((done, failed) => {
    const words = ['--disable-warning=ExperimentalWarning', join(root, script), ...args];
    const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', failed);
    child.on('close', (code) => done(code ?? 1));
  });
}

async function runStep(step: Step, folder: string): Promise<StepResult> {
  console.log(`\n── ${step.name}`);
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  if (step.kind === 'static') {
    const counts = countStatic(await run(step.script, step.args));
    return { name: step.name, ...counts, seconds: seconds() };
  }
  const file = join(folder, `${step.name.replaceAll(' ', '-')}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const exitCode = await run(step.script, [...step.args, ...reporters]);
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as VitestReport) : undefined;
  return { name: step.name, ...countTests(report, exitCode), seconds: seconds() };
}

async function main(which: string): Promise<number> {
  const steps = STEPS[which];
  if (steps === undefined) {
    console.error(`there is no check ${JSON.stringify(which)}: use ${Object.keys(STEPS).join(' or ')}`);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'presswatch-check-'));
  const results: StepResult[] = [];
  try {
    for (const step of steps) results.push(await runStep(step, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`\n${summaryTable(results)}\n\n${summaryLine(results)}`);
  return results.some(({ failed }) => failed > 0) ? 1 : 0;
}

process.exitCode = await main(process.argv[2] ?? 'check');
