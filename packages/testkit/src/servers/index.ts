export type { ServerControl } from '@presswatch/local-stack';
export type { ServerAddresses } from './addresses.ts';
export type { Servers, ServersWish } from './servers.ts';
export { startServers } from './start-servers.ts';
