import { runService } from '@presswatch/service';
import { startApiService } from './service.ts';

// The API and the page as a process of their own.
const code = await runService({
  name: 'api',
  summary: 'Serves the page and the API, and the probes and metrics of this process under the same address.',
  ports: ['log', 'index', 'records'],
  settings: ['host', 'port', 'hosts', 'sources', 'seeds', 'inbox'],
  ownProbes: true,
  start: startApiService,
});
process.exit(code);
