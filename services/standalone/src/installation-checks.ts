import { existsSync } from 'node:fs';
import { ASK_MS, openIndex, within } from '@presswatch/adapters';
import type { Check } from '@presswatch/cli';
import { loadSnapshot } from '@presswatch/gazetteer';
import { adapterAddress, type Settings } from '@presswatch/service-kit';
import { allSources } from '@presswatch/sources';
import { serverChecks } from './server-checks.ts';

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
  yield* serverChecks(settings);
  yield await attempt(
    'releases',
    'on SQLite: restore the files from a copy (*.bak beside them), or start with an empty folder; on OpenSearch: see above',
    () => within(ASK_MS, dataFiles(settings)),
  );
}

async function dataFiles(settings: Settings): Promise<Check> {
  const index = adapterAddress('PRESSWATCH_INDEX', settings.index);
  if (index.adapter === 'sqlite' && !existsSync(index.path))
    return ok('releases', 'none yet: the first npm start makes them');
  const opened = await openIndex(settings, 'beside');
  try {
    const { total } = await opened.reader.search({ query: { kind: 'all' }, limit: 1 });
    return ok('releases', `readable; ${total.exact ? '' : 'more than '}${total.value} releases`);
  } finally {
    await opened.close();
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
