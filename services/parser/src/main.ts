import { PARSED_RELEASE, RAW_RELEASE } from '@presswatch/events';
import { runService, startStageService } from '@presswatch/service';
import { createWorkerPool } from '@presswatch/stage';

// The parser as a process of its own. The stage is named, not imported: only its workers load it.
const code = await runService({
  name: 'parser',
  summary: 'Reads raw releases: issuer, title, dates, text. Start as many as there is work for.',
  ports: ['log'],
  settings: ['workers'],
  start: (context) =>
    startStageService({ name: 'parser', input: RAW_RELEASE, output: PARSED_RELEASE }, context, async () => {
      const pool = createWorkerPool({ threads: context.settings.workers });
      return { definition: { module: new URL('./stage.ts', import.meta.url), pool }, close: () => pool.close() };
    }),
});
process.exit(code);
