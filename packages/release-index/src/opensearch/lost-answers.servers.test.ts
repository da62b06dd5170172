import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { captureKey } from '@presswatch/identity';
import { type BulkWriter, connect, createBulkWriter } from '@presswatch/opensearch';
import { afterAll, afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { captureDocument } from '../contract/documents.ts';
import { IndexUnavailableError, ReindexRunningError, type ReleaseIndexGenerations } from '../port.ts';
import { aliasOf, findGenerations } from './generation-names.ts';
import { openOpenSearchGenerations, openOpenSearchIndex, setUpIndices } from './index.ts';
import { createReleaseWriter } from './release-writer.ts';
import { ownPrefix } from './testing.ts';

const connection = { nodes: [inject('servers').opensearch] };
const client = connect(connection);
let own: ReturnType<typeof ownPrefix>;

beforeEach(async () => {
  own = ownPrefix(connection);
  await setUpIndices(connection, { prefix: own.prefix, shards: 1, replicas: 0 });
});
afterEach(() => own.remove());
afterAll(() => client.close());

const generationsThere = () => findGenerations(client, own.prefix, 'releases');

describe('the swap of aliases whose answer is lost', () => {
  let server: Server;
  let generations: ReleaseIndexGenerations;
  let afterwards: 'answers' | 'silent';
  let swapped: boolean;
  beforeEach(async () => {
    swapped = false;
    server = createServer((request, response) => void pass(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const nodes = [`http://127.0.0.1:${(server.address() as AddressInfo).port}`];
    generations = await openOpenSearchGenerations({ connection: { nodes }, prefix: own.prefix });
  });
  afterEach(async () => {
    await generations.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = 'GET', url = '/', headers } = request;
    if (swapped && afterwards === 'silent' && url.includes('_alias')) return void response.destroy();
    const type = headers['content-type'];
    const answer = await fetch(`${connection.nodes[0]}${url}`, {
      method,
      headers: type === undefined ? {} : { 'content-type': type },
      ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    if (url.startsWith('/_aliases')) {
      swapped = true;
      return void response.destroy();
    }
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(method === 'HEAD' ? undefined : body);
  }

  it('is a swap all the same', async () => {
    afterwards = 'answers';
    const generation = await generations.begin();
    await generation.promote();
    expect(swapped).toBe(true);
    await generation.finish();
    expect(await generationsThere()).toEqual({ current: 2, existing: [2] });
  });

  it('leaves both generations where nobody can tell, and the next one tidies up', async () => {
    afterwards = 'silent';
    const generation = await generations.begin();
    await expect(generation.promote()).rejects.toThrow(/run presswatch reindex again/);
    afterwards = 'answers';
    await generation.drop();
    expect(await generationsThere()).toEqual({ current: 2, existing: [1, 2] });
    await (await generations.begin()).drop();
    expect(await generationsThere()).toEqual({ current: 2, existing: [2] });
  });
});

it('a writer whose generation was taken away by another process says so', async () => {
  const [one, two] = await Promise.all([1, 2].map(() => openOpenSearchGenerations({ connection, prefix: own.prefix })));
  const former = await one?.begin();
  const next = await two?.begin({ force: true });
  await expect(former?.writer.upsert([captureDocument()])).rejects.toThrow(ReindexRunningError);
  await expect(former?.writer.refresh()).rejects.toThrow(ReindexRunningError);
  await next?.drop();
  await Promise.all([one?.close(), two?.close()]);
});

it('a writer that still has its lease says that the index is unavailable', async () => {
  const generations = await openOpenSearchGenerations({ connection, prefix: own.prefix });
  const generation = await generations.begin();
  await client.indices.delete({ index: `${aliasOf(own.prefix, 'captures')}-2` });
  await expect(generation.writer.upsert([captureDocument()])).rejects.toThrow(IndexUnavailableError);
  await generation.drop();
  await generations.close();
});

it('erases a release whose rest the index refuses', async () => {
  const target = { releases: aliasOf(own.prefix, 'releases'), captures: aliasOf(own.prefix, 'captures') };
  const bulk = createBulkWriter(client);
  /** As after a mapping that became stricter: no search document is written anew. */
  const strict: BulkWriter = {
    ...bulk,
    write: async (operations) =>
      operations.some(({ action }) => action.startsWith('{"index"') && action.includes('if_seq_no'))
        ? operations.map(() => ({ kind: 'rejected', code: 'unmappable', message: 'no' }))
        : bulk.write(operations),
  };
  const index = await openOpenSearchIndex({ connection, prefix: own.prefix });
  const [kept, erased] = [0, 1].map((after) => captureDocument({ after, title: `Look ${after}` }));
  if (kept === undefined || erased === undefined) throw new Error('there are two');
  await index.writer.upsert([kept, erased]);
  await createReleaseWriter({ client, bulk: strict, target }).erase([captureKey(erased.releaseId, erased.capture)]);
  await index.writer.refresh();
  expect(await index.reader.get(kept.releaseId)).toBeNull();
  expect((await index.reader.captures(kept.releaseId)).map(({ capture }) => capture)).toEqual([kept.capture]);
  await index.close();
});
