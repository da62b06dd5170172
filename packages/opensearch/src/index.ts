export type { Client } from '@opensearch-project/opensearch';
export { connect, type OpenSearchConnection } from './connection.ts';
