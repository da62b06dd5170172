/**
 * What each npm script runs, from the workspace's root.
 *
 * @typedef {object} Command
 * @property {string} [entry] a script, run by Node ≥ 24; none: what comes before a command is all there is to do
 * @property {readonly string[]} [args] put before the caller's
 * @property {string} summary
 * @property {boolean} [page] it serves or tests the page: build it where it is missing or older than its sources
 * @property {boolean} [lean] it runs the stages: keep its heaps small
 */

/** @type {Readonly<Record<string, Command>>} */
export const COMMANDS = {
  start: {
    entry: 'services/standalone/src/main.ts',
    lean: true,
    page: true,
    summary: 'everything in one process on SQLite, and the page',
  },
  service: {
    entry: 'infra/bootstrap/service.mjs',
    lean: true,
    page: true,
    summary: 'one service on Kafka, OpenSearch and Redis: npm run service -- parser',
  },
  presswatch: {
    entry: 'services/standalone/src/presswatch.ts',
    summary: 'the command line: npm run presswatch -- help',
  },
  check: {
    entry: 'infra/check/run.ts',
    args: ['check'],
    page: true,
    summary: 'lint, types, boundaries, generated files, unit and contract tests',
  },
  test: {
    entry: 'infra/check/run.ts',
    args: ['test'],
    page: true,
    summary: 'check, then the tests against Kafka, OpenSearch and Redis, and the end-to-end and fault tests',
  },
  unit: {
    entry: 'node_modules/vitest/vitest.mjs',
    args: ['run', '--project', 'unit', '--project', 'contract'],
    summary: 'unit and contract tests of what is named: npm run unit -- packages/query',
  },
  stack: {
    entry: 'infra/local-stack/src/main.ts',
    summary: 'Kafka, OpenSearch and Redis without containers: npm run stack -- up|down|status',
  },
  build: { page: true, summary: 'builds the page, where it is missing or older than its sources' },
  bench: { entry: 'services/standalone/src/bench/main.ts', lean: true, summary: 'measures speed and memory' },
  eval: {
    entry: 'services/standalone/src/eval/main.ts',
    summary: 'predictions for gold data: npm run eval -- predict TASK GOLD PREDICTIONS',
  },
  faults: {
    entry: 'infra/check/faults.ts',
    summary: 'the long set of fault tests on real servers: npm run faults -- --help',
  },
  fuzz: {
    entry: 'services/parser/test/fuzz/main.ts',
    args: ['--enricher', 'services/enricher/src/stage.ts', '--lists', 'seeds/gazetteer'],
    summary: 'tries made-up and damaged documents on the parser and enricher: npm run fuzz -- --help',
  },
  generate: {
    entry: 'infra/generate/run.ts',
    summary: 'writes JSON Schema, AsyncAPI and OpenAPI (--check: only compares)',
  },
  format: {
    entry: 'node_modules/@biomejs/biome/bin/biome',
    args: ['check', '--write'],
    summary: 'formats, sorts imports, mends what lint can mend',
  },
};

/** The commands as a table for people. */
export function helpText() {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'usage: node infra/bootstrap/main.mjs COMMAND [arguments]',
    '',
    ...rows,
    '',
    'Brings Node 24 and pnpm into .toolchain/ and the dependencies into node_modules/ where they are missing.',
    '',
  ].join('\n');
}
