import { ENRICHED_RELEASE } from '@presswatch/events';
import { runService, startStageService, waitForIndex } from '@presswatch/service';
import { createIndexer } from './indexer.ts';
import { watchSearchable } from './searchable.ts';

// The indexer as a process of its own.
const code = await runService({
  name: 'indexer',
  summary: 'Writes enriched releases to the index.',
  ports: ['log', 'index'],
  settings: [],
  start: (context) =>
    startStageService({ name: 'indexer', input: ENRICHED_RELEASE }, context, async () => {
      const index = await waitForIndex(context.settings, 'consumer', context);
      const { reader } = index;
      const watched = watchSearchable({ writer: index.writer, reader, registry: context.registry });
      const close = async () => {
        await watched.close();
        await index.close();
      };
      return { definition: createIndexer(watched.writer), close };
    }),
});
process.exit(code);
