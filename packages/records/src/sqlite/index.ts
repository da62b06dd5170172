export { openSqliteRecords, type SqliteRecordsOptions } from './records.ts';
