import type { TestProject } from 'vitest/node';
import type { ServerAddresses } from './addresses.ts';
import { startServers } from './start-servers.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    servers: ServerAddresses;
  }
}

/**
 * Starts Kafka, OpenSearch and Redis once for a whole run; tests take their addresses by `inject('servers')` and keep
 * apart by names of their own. `PRESSWATCH_TEST_SERVERS`, as JSON of `ServerAddresses`, names servers that run already.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env.PRESSWATCH_TEST_SERVERS;
  if (running) {
    project.provide('servers', JSON.parse(running) as ServerAddresses);
    return async () => undefined;
  }
  const servers = await startServers();
  project.provide('servers', servers.addresses);
  return () => servers.stop();
}
