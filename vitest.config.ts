import { defineConfig } from 'vitest/config';

// A time-out is for what hangs: tests that start threads take seconds on a busy machine.
const common = { environment: 'node' as const, include: [] as string[], restoreMocks: true, testTimeout: 30_000 };
const places = ['packages', 'services', 'infra'];
const files = (suffix: string) => places.map((place) => `${place}/**/*.${suffix}.ts`);
const special = ['contract', 'servers', 'e2e', 'fault'].flatMap((kind) => files(`${kind}.test`));

export default defineConfig({
  test: {
    projects: [
      { test: { ...common, name: 'unit', include: files('test'), exclude: ['**/node_modules/**', ...special] } },
      { test: { ...common, name: 'contract', include: files('contract.test') } },
      {
        // Contract suites over Kafka, OpenSearch and Redis, which are started once for all of them.
        test: {
          ...common,
          name: 'servers',
          include: files('servers.test'),
          globalSetup: ['packages/testkit/src/servers/vitest-setup.ts'],
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...common,
          name: 'e2e',
          include: [...files('e2e.test'), ...files('fault.test')],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
