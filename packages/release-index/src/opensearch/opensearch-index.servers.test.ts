import { inject } from 'vitest';
import { describeReleaseIndex } from '../contract/index.ts';
import { openOpenSearchIndex, setUpIndices } from './index.ts';
import { ownPrefix } from './testing.ts';

const COUNT_LIMIT = 500;
const connection = { nodes: [inject('servers').opensearch] };

describeReleaseIndex(
  'OpenSearch',
  async () => {
    const { prefix, remove } = ownPrefix(connection);
    await setUpIndices(connection, { prefix, shards: 1, replicas: 0 });
    return {
      open: () => openOpenSearchIndex({ connection, prefix, countLimit: COUNT_LIMIT }),
      dispose: remove,
    };
  },
  { countLimit: COUNT_LIMIT, sampledFacets: false, crashes: false },
);
