export { connect, type OpenSearchConnection } from './connection.ts';
