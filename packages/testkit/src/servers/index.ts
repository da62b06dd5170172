export type { ServerAddresses } from './addresses.ts';
