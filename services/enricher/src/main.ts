import { ENRICHED_RELEASE, PARSED_RELEASE } from '@presswatch/events';
import { runService, startStageService } from '@presswatch/service';
import { createWorkerPool } from '@presswatch/stage';

// The enricher as a process of its own. The stage is named, not imported: only its workers load it.
const code = await runService({
  name: 'enricher',
  summary: 'Finds names, places and topics in parsed releases. Start as many as there is work for.',
  ports: ['log'],
  settings: ['workers', 'gazetteer'],
  start: (context) =>
    startStageService({ name: 'enricher', input: PARSED_RELEASE, output: ENRICHED_RELEASE }, context, async () => {
      const { workers, gazetteer } = context.settings;
      const pool = createWorkerPool({ threads: workers });
      const module = new URL('./stage.ts', import.meta.url);
      return { definition: { module, data: { folders: gazetteer }, pool }, close: () => pool.close() };
    }),
});
process.exit(code);
