import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeMatcher, describeReleaseIndex, type ReleaseIndexHarness } from '../contract/index.ts';
import { openSqliteMatcher } from './matcher.ts';
import { openSqliteIndex, type SqliteIndex } from './open-index.ts';

const COUNT_LIMIT = 500;
const CAPABILITIES = { countLimit: COUNT_LIMIT, sampledFacets: true };

async function sqliteHarness(inline: boolean): Promise<ReleaseIndexHarness> {
  const folder = await mkdtemp(join(tmpdir(), 'presswatch-index-'));
  let opened: SqliteIndex | undefined;
  return {
    open: async () => {
      opened = await openSqliteIndex({ path: join(folder, 'index.db'), inline, countLimit: COUNT_LIMIT });
      return opened;
    },
    ...(inline ? {} : { crash: () => void opened?.killThreads() }),
    dispose: () => rm(folder, { recursive: true }),
  };
}

describeReleaseIndex('SQLite in threads', () => sqliteHarness(false), { ...CAPABILITIES, crashes: true });
describeReleaseIndex('SQLite inline', () => sqliteHarness(true), { ...CAPABILITIES, crashes: false });

describeMatcher('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'presswatch-matcher-'));
  return {
    open: () => openSqliteMatcher({ path: join(folder, 'searches.db') }),
    dispose: () => rm(folder, { recursive: true }),
  };
});
