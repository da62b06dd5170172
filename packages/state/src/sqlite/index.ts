export { openSqliteState, type SqliteStateOptions } from './state.ts';
