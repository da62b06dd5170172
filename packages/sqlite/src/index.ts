export { type Hold, holdFile } from './hold.ts';
export { type Migration, migrate, SchemaTooNewError } from './migrate.ts';
export { type OpenOptions, openDatabase } from './open.ts';
export { textHash } from './text-hash.ts';
export { inTransaction } from './transaction.ts';
export { emptyWal, truncateWal } from './wal.ts';
