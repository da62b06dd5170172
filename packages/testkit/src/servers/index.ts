export type { ServerControl } from '@presswatch/local-stack';
export type { ServerAddresses } from './addresses.ts';
export { type Servers, type ServersWish, startServers } from './start-servers.ts';
