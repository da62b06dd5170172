import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Finding, runCampaign } from './campaign.ts';
import { type FuzzOptions, FuzzUsageError, optionsOf, USAGE } from './options.ts';
import type { SubjectModules } from './subject.ts';
import { createThread } from './thread.ts';

/** As the runner of the stages has it. */
const HEAP_MB = 256;
/** One case in so many is grown up to the size limit. */
const LARGE = 300;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(options: FuzzOptions): Promise<number> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const thread = createThread({ modules: modulesOf(options), deadlineMs: options.deadline, heapMb: HEAP_MB });
  print(`seed ${options.seed}, ${options.seconds} s a format`);
  let failures = 0;
  for (const format of options.formats) {
    if (stop.signal.aborted) break;
    const { cases, findings } = await runCampaign(thread, {
      ...options,
      format,
      forMs: options.seconds * 1000,
      large: LARGE,
      signal: stop.signal,
      clock: () => performance.now(),
      onCase: progressOf(format),
    });
    print(
      `${format}: ${cases} cases, ${findings.length === 0 ? 'nothing found' : `${findings.length} kinds of failure`}`,
    );
    for (const finding of findings) report(finding, options.out);
    failures += findings.length;
  }
  await thread.close();
  return failures === 0 ? 0 : 1;
}

function modulesOf({ enricher, parser: other }: FuzzOptions): SubjectModules {
  const parser =
    other === undefined ? new URL('../../src/stage.ts', import.meta.url).href : pathToFileURL(resolve(other)).href;
  if (!enricher) return { parser };
  const module = pathToFileURL(resolve(enricher.module)).href;
  return { parser, enricher: { module, data: { folders: [resolve(enricher.lists)] } } };
}

const PROGRESS_MS = 1_000;

/** A line that is written over where there is a terminal to write it on. */
function progressOf(format: string): ((done: number) => void) | undefined {
  if (!process.stderr.isTTY) return undefined;
  let last = 0;
  return (done) => {
    const now = performance.now();
    if (now - last < PROGRESS_MS) return;
    last = now;
    process.stderr.write(`\r${format}: ${done} cases\u001B[K\r`);
  };
}

function report({ seed, violation, document }: Finding, out: string): void {
  const { format, bytes, mediaType, charset, damage } = document;
  mkdirSync(out, { recursive: true });
  const name = join(out, `${format}-${violation.invariant}-${seed}`);
  const repeat = `npm run fuzz -- --format ${format} --seed ${seed} --cases 1`;
  writeFileSync(`${name}.bin`, bytes);
  writeFileSync(`${name}.json`, `${JSON.stringify({ repeat, violation, mediaType, charset, damage }, null, 2)}\n`);
  print(`  ${violation.invariant}: ${violation.detail.split('\n', 1)[0]?.slice(0, 300)}`);
  print(`    damage: ${damage.join(', ') || 'none'}; ${bytes.length} bytes as ${mediaType} in ${name}.bin`);
  print(`    again: ${repeat}`);
}

try {
  const options = optionsOf(process.argv.slice(2), Date.now() >>> 0);
  if (options === 'help') process.stdout.write(USAGE);
  else process.exitCode = await main(options);
} catch (error) {
  if (!(error instanceof FuzzUsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
