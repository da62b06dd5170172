/** A step of the check: a program of the workspace, run from its root. */
export interface Step {
  readonly name: string;
  readonly kind: 'static' | 'tests';
  /** A script for Node, relative to the root, and its arguments. */
  readonly script: string;
  readonly args: readonly string[];
}

const tool = (name: string, script: string, ...args: readonly string[]): Step => ({
  name,
  kind: 'static',
  script,
  args,
});
const tests = (name: string, ...projects: readonly string[]): Step => ({
  name,
  kind: 'tests',
  script: 'node_modules/vitest/vitest.mjs',
  args: ['run', ...projects.flatMap((project) => ['--project', project])],
});

const CHECK: readonly Step[] = [
  tool('lint and format', 'node_modules/@biomejs/biome/bin/biome', 'ci'),
  tool('types', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'),
  tool('types of the page', 'node_modules/typescript/bin/tsc', '-p', 'services/web/tsconfig.json'),
  tool(
    'boundaries',
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    ...['--config', '.dependency-cruiser.cjs', 'packages', 'services', 'infra'],
  ),
  tool('generated files', 'infra/generate/run.ts', '--check'),
  tests('unit and contract tests', 'unit', 'contract'),
];

/**
 * `check` needs no server and takes no long; `test` adds what does. Where the servers cannot be started, their step fails
 * with what to install: nothing is skipped.
 */
export const STEPS: Readonly<Record<string, readonly Step[]>> = {
  check: CHECK,
  test: [
    ...CHECK,
    tests('tests against Kafka, OpenSearch and Redis', 'servers'),
    tests('end-to-end and fault tests', 'e2e'),
  ],
};
