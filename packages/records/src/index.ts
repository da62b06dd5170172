export { type RecordStore, type StoredItem, VersionConflictError } from './port.ts';
export { RecordsUnavailableError } from './records-unavailable.ts';
