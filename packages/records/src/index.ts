export { type RecordStore, type StoredItem, VersionConflictError } from './port.ts';
