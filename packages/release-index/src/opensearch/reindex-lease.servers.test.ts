import { connect } from '@presswatch/opensearch';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { captureDocument } from '../contract/documents.ts';
import { ReindexRunningError } from '../port.ts';
import { openOpenSearchGenerations, openOpenSearchIndex, setUpIndices } from './index.ts';
import { ownPrefix } from './testing.ts';

const connection = { nodes: [inject('servers').opensearch] };
let own: ReturnType<typeof ownPrefix>;

beforeEach(async () => {
  own = ownPrefix(connection);
  await setUpIndices(connection, { prefix: own.prefix, shards: 1, replicas: 0 });
});
afterEach(() => own.remove());

const open = () => openOpenSearchGenerations({ connection, prefix: own.prefix });

it('who was replaced by force promotes nothing and removes nothing', async () => {
  const [one, two] = [await open(), await open()];
  const former = await one.begin();
  await expect(two.begin()).rejects.toThrow(/--force/);
  const next = await two.begin({ force: true });
  const document = captureDocument({ release: 'a', title: 'Harbour' });
  await next.writer.upsert([document]);
  await expect(former.promote()).rejects.toThrow(ReindexRunningError);
  await expect(former.drop()).rejects.toThrow(ReindexRunningError);
  await next.promote();
  await expect(former.finish()).rejects.toThrow(ReindexRunningError);
  await next.finish();
  const index = await openOpenSearchIndex({ connection, prefix: own.prefix });
  expect(await index.reader.get(document.releaseId)).not.toBeNull();
  await Promise.all([index.close(), one.close(), two.close()]);
});

it('gives way to another after a minute of silence', async () => {
  const [one, two] = [await open(), await open()];
  const client = connect(connection);
  const former = await one.begin();
  const silent = { owner: 'killed', beatAt: Date.now() - 61_000 };
  await client.index({ index: `${own.prefix}-lease`, id: 'reindex', body: silent });
  const next = await two.begin();
  await expect(former.promote()).rejects.toThrow(ReindexRunningError);
  await next.drop();
  await (await one.begin()).drop();
  await Promise.all([one.close(), two.close(), client.close()]);
});

it('begins once where two begin at the same moment', async () => {
  const [one, two] = [await open(), await open()];
  const begun = await Promise.allSettled([one.begin(), two.begin()]);
  const won = begun.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(won).toHaveLength(1);
  await won[0]?.drop();
  await Promise.all([one.close(), two.close()]);
});
