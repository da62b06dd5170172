export { openSqliteGenerations, type SqliteGenerationsOptions } from './generations.ts';
export { openSqliteMatcher, type SqliteMatcher } from './matcher.ts';
export {
  openSqliteIndex,
  openSqliteReader,
  type SqliteIndex,
  type SqliteReader,
  type SqliteReaderOptions,
} from './open-index.ts';
