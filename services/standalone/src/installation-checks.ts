import { existsSync } from 'node:fs';
import type { Check } from '@presswatch/cli';
import { loadSnapshot } from '@presswatch/gazetteer';
import { adapterAddress, type Settings } from '@presswatch/service-kit';
import { allSources } from '@presswatch/sources';
import { openAdapters } from './adapters.ts';

/** What `doctor` can only learn from the whole: lists, sources, data files. */
export async function* installationChecks(settings: Settings): AsyncGenerator<Check> {
  yield await attempt('gazetteer', 'mend the list, or name other folders by PRESSWATCH_GAZETTEER', async () => {
    const snapshot = await loadSnapshot(settings.gazetteer);
    return ok('gazetteer', `${settings.gazetteer.join(', ')}: version ${snapshot.version}`);
  });
  yield await attempt('sources', 'mend the file, or name another by PRESSWATCH_SOURCES', async () => {
    const { sources, problems } = await allSources(settings);
    const found = `${sources.length} sources in ${settings.sources} and built in`;
    const [first] = problems;
    if (first === undefined) return ok('sources', found);
    const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`;
    return { name: 'sources', state: 'warning', found, remedy: `mend ${first}${more}` };
  });
  yield await attempt('data files', 'restore them from a copy (*.bak beside them), or start with an empty folder', () =>
    dataFiles(settings),
  );
}

async function dataFiles(settings: Settings): Promise<Check> {
  const log = adapterAddress('PRESSWATCH_LOG', settings.log);
  if (log.adapter === 'sqlite' && !existsSync(log.path))
    return ok('data files', 'none yet: the first npm start makes them');
  const adapters = await openAdapters(settings, 'beside');
  try {
    const { total } = await adapters.index.reader.search({ query: { kind: 'all' }, limit: 1 });
    return ok('data files', `readable; ${total.exact ? '' : 'more than '}${total.value} releases`);
  } finally {
    await adapters.close();
  }
}

const ok = (name: string, found: string): Check => ({ name, state: 'ok', found });

async function attempt(name: string, remedy: string, check: () => Promise<Check>): Promise<Check> {
  try {
    return await check();
  } catch (error) {
    return { name, state: 'failed', found: error instanceof Error ? error.message : String(error), remedy };
  }
}
