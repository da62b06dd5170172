import { randomUUID } from 'node:crypto';
import { connect } from '@presswatch/opensearch';
import { inject } from 'vitest';
import { describeRecordStore } from '../contract/index.ts';
import type { RecordStore } from '../port.ts';
import { openOpenSearchRecords, setUpRecords } from './index.ts';

describeRecordStore(
  'OpenSearch',
  async () => {
    const connection = { nodes: [inject('servers').opensearch] };
    const prefix = `test-${randomUUID()}`;
    const stores: RecordStore[] = [];
    await setUpRecords(connection, { prefix, replicas: 0 });
    return {
      async open() {
        const store = await openOpenSearchRecords({ connection, prefix });
        stores.push(store);
        return store;
      },
      async dispose() {
        for (const store of stores) await store.close();
        const client = connect(connection);
        await client.indices.delete({ index: `${prefix}-records-1` });
        await client.close();
      },
    };
  },
  { timeoutMs: 60_000 },
);
