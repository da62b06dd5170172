export { openSqliteLog, type SqliteLog, type SqliteLogOptions } from './log.ts';
export type { Maintenance } from './retention.ts';
