import { mkdir } from 'node:fs/promises';
import { RAW_RELEASE, SOURCE_STATUS } from '@presswatch/events';
import {
  asksLog,
  asksRecords,
  asksState,
  closeInOrder,
  runService,
  waitForLog,
  waitForRecords,
  waitForState,
  watchServers,
} from '@presswatch/service';
import { allSources } from '@presswatch/sources';
import { createFetcher } from './fetcher.ts';

// The fetcher as a process of its own.
const code = await runService({
  name: 'fetcher',
  summary: 'Looks at the sources when they are due, and publishes what it finds. Several share the work by leases.',
  ports: ['log', 'state', 'records'],
  settings: ['sources', 'seeds', 'inbox', 'contact', 'allowPrivate'],
  async start(context) {
    const { settings, logger, registry } = context;
    const { allowPrivate, contact } = settings;
    await mkdir(settings.inbox, { recursive: true });
    const { sources, problems } = await allSources(settings);
    for (const problem of problems) logger.warn(problem);
    const closing = closeInOrder();
    try {
      const topics = { topics: [RAW_RELEASE.topic, SOURCE_STATUS.topic], stages: [] };
      const log = closing.closes(await waitForLog(settings, topics, 'beside', context));
      const records = closing.closes(await waitForRecords(settings, context));
      const state = closing.closes(await waitForState(settings, context));
      const fetcher = createFetcher({ log, state, records, sources, logger, settings: { allowPrivate, contact } });
      closing.closes({ close: () => fetcher.stop() });
      fetcher.start();
      const servers = [asksLog(log, RAW_RELEASE.topic), asksRecords(records), asksState(state)];
      const watch = closing.closes(watchServers(servers, { registry, logger }));
      // It stays ready while a server is away: nobody else could do its work better.
      const health = () => ({ live: true, ready: true, problems: [...watch.away().values()] });
      return { health, ended: new Promise(() => undefined), stop: closing.close };
    } catch (error) {
      await closing.close();
      throw error;
    }
  },
});
process.exit(code);
