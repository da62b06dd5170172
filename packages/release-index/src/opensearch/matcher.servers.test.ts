import { inject } from 'vitest';
import { describeMatcher } from '../contract/index.ts';
import { openOpenSearchMatcher, setUpIndices } from './index.ts';
import { ownPrefix } from './testing.ts';

const connection = { nodes: [inject('servers').opensearch] };

describeMatcher('OpenSearch', async () => {
  const { prefix, remove } = ownPrefix(connection);
  await setUpIndices(connection, { prefix, shards: 1, replicas: 0 });
  return { open: () => openOpenSearchMatcher({ connection, prefix }), dispose: remove };
});
