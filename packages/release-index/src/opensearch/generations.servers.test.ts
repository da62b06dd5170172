import { inject } from 'vitest';
import { describeGenerations } from '../contract/index.ts';
import { openOpenSearchGenerations, openOpenSearchIndex, setUpIndices } from './index.ts';
import { ownPrefix } from './testing.ts';

const connection = { nodes: [inject('servers').opensearch] };

describeGenerations('OpenSearch', async () => {
  const { prefix, remove } = ownPrefix(connection);
  await setUpIndices(connection, { prefix, shards: 1, replicas: 0 });
  return {
    open: () => openOpenSearchIndex({ connection, prefix }),
    openGenerations: () => openOpenSearchGenerations({ connection, prefix }),
    dispose: remove,
  };
});
