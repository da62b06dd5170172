import { randomBytes } from 'node:crypto';
import { connect, type OpenSearchConnection } from '@presswatch/opensearch';

/** A prefix that no other test has, and its removal with everything under it. */
export function ownPrefix(connection: OpenSearchConnection): { readonly prefix: string; remove(): Promise<void> } {
  const prefix = `test-index-${randomBytes(6).toString('hex')}`;
  const remove = async () => {
    const client = connect(connection);
    try {
      await client.indices.delete({ index: `${prefix}-*`, ignore_unavailable: true });
    } finally {
      await client.close();
    }
  };
  return { prefix, remove };
}
