import { createErasures } from '@presswatch/erasures';
import { ENRICHED_RELEASE } from '@presswatch/events';
import { runService, startStageService, waitForIndex, waitForRecords } from '@presswatch/service';
import { createIndexer } from './indexer.ts';
import { watchSearchable } from './searchable.ts';

/** More than the usual, because OpenSearch is quickest with some hundred documents a request, and several requests. */
const IN_WORK = { maxRecords: 250, maxBytes: 2 << 20, maxInFlightBytes: 6 << 20 };

// The indexer as a process of its own.
const code = await runService({
  name: 'indexer',
  summary: 'Writes enriched releases to the index.',
  ports: ['log', 'index', 'records'],
  settings: [],
  start: (context) =>
    startStageService({ name: 'indexer', input: ENRICHED_RELEASE }, context, async () => {
      const index = await waitForIndex(context.settings, 'consumer', context);
      const records = await waitForRecords(context.settings, context);
      const { reader } = index;
      const watched = watchSearchable({ writer: index.writer, reader, registry: context.registry });
      const close = async () => {
        await watched.close();
        await index.close();
        await records.close();
      };
      const definition = createIndexer(watched.writer, createErasures({ records }));
      return { definition, settings: IN_WORK, close };
    }),
});
process.exit(code);
