import type { ServerAddresses } from './addresses.ts';

/** Servers of one's own, empty. */
export interface Servers {
  readonly addresses: ServerAddresses;
  /** Ends them and removes what they wrote. */
  stop(): Promise<void>;
}

export async function startServers(): Promise<Servers> {
  throw new Error('no servers: set PRESSWATCH_TEST_SERVERS');
}
