import { setTimeout as delay } from 'node:timers/promises';
import { type Client, connect, createBulkWriter, type OpenSearchConnection } from '@presswatch/opensearch';
import { type Generation, IndexUnavailableError, type ReleaseIndexGenerations } from '../port.ts';
import { aliasOf, findGenerations, generationIndex, KINDS, ownAlias } from './generation-names.ts';
import { leasedWriter } from './leased-writer.ts';
import { type ReindexLease, takeLease } from './reindex-lease.ts';
import { createReleaseWriter } from './release-writer.ts';
import { type IndexShape, makeGeneration } from './setup.ts';
import { asked } from './unavailable.ts';

export interface OpenSearchGenerationsOptions {
  readonly connection: OpenSearchConnection;
  readonly prefix: string;
  /** Default: that of the generation which is searched now. */
  readonly shape?: IndexShape;
}

/** How long `finish` waits for searches in the former generation, in ms, and how often it looks. */
const SEARCHES_END_MS = 30_000;
const LOOK_MS = 100;
/** So many looks in a row must find none: a search may be on its way to its shard. */
const QUIET_LOOKS = 3;

interface Tools {
  readonly client: Client;
  readonly prefix: string;
}

/**
 * Makes indexes anew beside the one behind the aliases. Live writers write on into that, searches are answered by it; one
 * call swaps the aliases of releases and captures.
 */
export async function openOpenSearchGenerations(
  options: OpenSearchGenerationsOptions,
): Promise<ReleaseIndexGenerations> {
  const client = connect(options.connection);
  const tools = { client, prefix: options.prefix };
  return {
    begin: ({ force = false } = {}) =>
      asked('a generation of the index cannot be made', async () => {
        const lease = await takeLease(client, options.prefix, force);
        try {
          return await begin(tools, options.shape, lease);
        } catch (error) {
          await lease.release();
          throw error;
        }
      }),
    close: () => client.close(),
  };
}

async function begin(tools: Tools, shape: IndexShape | undefined, lease: ReindexLease): Promise<Generation> {
  const { client, prefix } = tools;
  const number = 1 + (await removeAllBut(tools, null));
  const own = shape ?? (await presentShape(tools));
  for (const kind of KINDS) {
    await makeGeneration(client, { prefix, kind, generation: number, shape: own, live: false });
  }
  const target = {
    releases: ownAlias(generationIndex(prefix, 'releases', number)),
    captures: ownAlias(generationIndex(prefix, 'captures', number)),
  };
  /** Removes what another process may have begun meanwhile only while this one is the one that may. */
  const end = async (expected: number | null): Promise<void> => {
    await lease.confirm();
    await removeAllBut(tools, expected);
    await lease.release();
  };
  let doubtful = false;
  return {
    id: `${aliasOf(prefix, 'releases')}-${number}`,
    writer: leasedWriter(createReleaseWriter({ client, bulk: createBulkWriter(client), target }), lease),
    promote: () =>
      asked('the aliases may not be swapped: run presswatch reindex again', async () => {
        await lease.confirm();
        doubtful = true;
        await promote(tools, number);
        doubtful = false;
      }),
    finish: () => asked('the former generation cannot be removed', () => end(number)),
    // What is not behind the aliases goes: this generation before its promotion, the former ones after it.
    // Where nobody knows which of them serves, or will in a moment, both are kept: the next `begin` looks again.
    drop: () => asked('the generation cannot be removed', () => (doubtful ? lease.release() : end(null))),
  };
}

async function presentShape({ client, prefix }: Tools): Promise<IndexShape> {
  const { body } = await client.indices.getSettings({ index: aliasOf(prefix, 'releases') });
  const [found] = Object.values(body as Record<string, { settings?: { index?: Record<string, unknown> } }>);
  const settings = found?.settings?.index ?? {};
  return { shards: Number(settings.number_of_shards ?? 1), replicas: Number(settings.number_of_replicas ?? 0) };
}

async function promote(tools: Tools, number: number): Promise<void> {
  const { client, prefix } = tools;
  const index = KINDS.map((kind) => generationIndex(prefix, kind, number));
  await client.indices.refresh({ index });
  const actions: object[] = [];
  for (const kind of KINDS) {
    const alias = aliasOf(prefix, kind);
    const { current } = await findGenerations(client, prefix, kind);
    if (current === number) continue;
    if (current !== null) actions.push({ remove: { index: generationIndex(prefix, kind, current), alias } });
    actions.push({ add: { index: generationIndex(prefix, kind, number), alias } });
  }
  if (actions.length === 0) return;
  try {
    await client.indices.updateAliases({ body: { actions } as never });
  } catch (error) {
    // The swap may be done though its answer was lost.
    if (!(await isPromoted(tools, number))) throw error;
  }
}

/** False also where nobody answers. */
async function isPromoted({ client, prefix }: Tools, number: number): Promise<boolean> {
  try {
    const found = await Promise.all(KINDS.map((kind) => findGenerations(client, prefix, kind)));
    return found.every(({ current }) => current === number);
  } catch {
    return false; // whoever asks has an error already that says why
  }
}

/**
 * Removes every generation that is not behind its alias, as soon as no search runs in it.
 *
 * @param expected what must be behind the aliases; null: whatever is
 * @returns the greatest number of a generation that there was
 */
async function removeAllBut({ client, prefix }: Tools, expected: number | null): Promise<number> {
  let greatest = 0;
  const former: string[] = [];
  for (const kind of KINDS) {
    const { current, existing } = await findGenerations(client, prefix, kind);
    if (current === null)
      throw new IndexUnavailableError(`there is no alias ${aliasOf(prefix, kind)}: run presswatch setup`);
    if (expected !== null && current !== expected) {
      throw new IndexUnavailableError(
        `${aliasOf(prefix, kind)} is generation ${current}, not ${expected}: promote it first`,
      );
    }
    greatest = Math.max(greatest, ...existing);
    for (const number of existing) if (number !== current) former.push(generationIndex(prefix, kind, number));
  }
  await untilQuiet(client, former);
  for (const index of former) await client.indices.delete({ index }, { ignore: [404] });
  return greatest;
}

interface SearchStats {
  readonly query_current?: number;
  readonly fetch_current?: number;
  readonly open_contexts?: number;
}

async function untilQuiet(client: Client, indices: readonly string[]): Promise<void> {
  if (indices.length === 0) return;
  const until = performance.now() + SEARCHES_END_MS;
  for (let quiet = 0; quiet < QUIET_LOOKS && performance.now() < until; ) {
    const { body } = await client.indices.stats({ index: [...indices], metric: 'search' }, { ignore: [404] });
    const search = (body as { _all?: { total?: { search?: SearchStats } } })._all?.total?.search ?? {};
    const running = (search.query_current ?? 0) + (search.fetch_current ?? 0) + (search.open_contexts ?? 0);
    quiet = running === 0 ? quiet + 1 : 0;
    if (quiet < QUIET_LOOKS) await delay(LOOK_MS);
  }
}
