export type { Client } from '@opensearch-project/opensearch';
export { backOff } from './back-off.ts';
export {
  type BulkOperation,
  type BulkOptions,
  type BulkResult,
  BulkUnavailableError,
  type BulkWriter,
  createBulkWriter,
  failureVerdict,
} from './bulk.ts';
export { connect, type OpenSearchConnection } from './connection.ts';
export type { SetupLine } from './setup-line.ts';
export { createTurns, type Turns } from './turns.ts';
export { itemVerdict, type RejectionCode, requestVerdict, type ServerError, type Verdict } from './verdict.ts';
