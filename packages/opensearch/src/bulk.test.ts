import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BulkOptions, BulkUnavailableError, createBulkWriter } from './bulk.ts';
import { connect } from './connection.ts';

/** What the server does with the nth bulk request, given the ids in it. */
type Answer = (ids: readonly string[], response: ServerResponse) => void;

const item = (status: number, error?: object) => ({ index: { status, ...(error === undefined ? {} : { error }) } });
const items = (response: ServerResponse, list: readonly object[]) => send(response, 200, { errors: true, items: list });

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

const failed = (type: string, reason: string) => ({ error: { type, reason }, status: 0 });
const all =
  (status: number, error?: object): Answer =>
  (ids, response) =>
    items(
      response,
      ids.map(() => item(status, error)),
    );

describe('the bulk writer', () => {
  let server: Server;
  let answers: Answer[];
  let requests: (readonly string[])[];
  beforeEach(async () => {
    answers = [];
    requests = [];
    vi.spyOn(Math, 'random').mockReturnValue(0); // no wait between tries
    server = createServer((request, response) => void respond(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const lines = Buffer.concat(chunks).toString().trimEnd().split('\n');
    const ids = lines.filter((line) => line.includes('"_id"')).map((line) => JSON.parse(line).index._id as string);
    requests.push(ids);
    (answers.shift() ?? all(201))(ids, response);
  }
  async function write(ids: readonly string[], options: BulkOptions = {}) {
    const port = (server.address() as AddressInfo).port;
    const client = connect({ nodes: [`http://127.0.0.1:${port}`], requestTimeoutMs: 200 });
    try {
      const operations = ids.map((id) => ({ action: JSON.stringify({ index: { _id: id } }), document: '{"a":1}' }));
      return await createBulkWriter(client, options).write(operations);
    } finally {
      await client.close();
    }
  }
  const kinds = (results: readonly { kind: string }[]) => results.map((result) => result.kind);

  it('parts operations into requests, and gives the results in order', async () => {
    const ids = Array.from({ length: 25 }, (_, n) => `d${n}`);
    answers = [all(201), (given, response) => items(response, [item(409), ...given.slice(1).map(() => item(200))])];
    const results = await write(ids, { maxOperations: 10, inFlight: 1 });
    expect(requests.map((request) => request.length)).toEqual([10, 10, 5]);
    expect(
      kinds(results)
        .map((kind, n) => (kind === 'done' ? '' : `${n} ${kind}`))
        .join(''),
    ).toBe('10 conflict');
  });

  it('sends again only what failed for the moment', async () => {
    answers = [(_, response) => items(response, [item(201), item(429), item(503), item(201)]), all(201)];
    expect(kinds(await write(['a', 'b', 'c', 'd']))).toEqual(['done', 'done', 'done', 'done']);
    expect(requests).toEqual([
      ['a', 'b', 'c', 'd'],
      ['b', 'c'],
    ]);
  });

  it.each<[string, Answer]>([
    ['429', (_, response) => send(response, 429, failed('rejected_execution_exception', 'queue full'))],
    ['502 in HTML', (_, response) => void response.writeHead(502).end('<html>bad gateway</html>')],
    ['200 of something else', (_, response) => send(response, 200, { hello: 'world' })],
    [
      'an answer cut short',
      (_, response) => void response.writeHead(200, { 'content-length': 900 }).write('{"items":['),
    ],
    ['no answer', () => undefined],
    ['a reset', (_, response) => void response.socket?.resetAndDestroy()],
  ])('sends the whole request again after %s', async (_, answer) => {
    answers = [answer];
    expect(kinds(await write(['a', 'b']))).toEqual(['done', 'done']);
    expect(requests).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('halves what is too large, and refuses what is too large alone', async () => {
    const large: Answer = (ids, response) =>
      ids.includes('c')
        ? send(response, 413, {})
        : items(
            response,
            ids.map(() => item(201)),
          );
    answers = Array.from({ length: 20 }, () => large);
    const results = await write(['a', 'b', 'c', 'd', 'e']);
    expect(kinds(results)).toEqual(['done', 'done', 'rejected', 'done', 'done']);
    expect(results[2]).toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('http.max_content_length'),
    });
  });

  it.each([
    ['strict_dynamic_mapping_exception', 'unknown-field', 'presswatch setup'],
    ['mapper_parsing_exception', 'unmappable', 'mend what made it'],
    ['illegal_argument_exception', 'refused', 'mend what made it'],
  ])('refuses for ever what %s says', async (type, code, remedy) => {
    answers = [(_, response) => items(response, [item(400, { type, reason: 'a reason' }), item(201)])];
    const [bad, good] = await write(['a', 'b']);
    expect(bad).toEqual({ kind: 'rejected', code, message: expect.stringContaining(remedy) });
    expect(bad).toMatchObject({ message: expect.stringContaining('a reason') });
    expect(good).toEqual({ kind: 'done' });
  });

  it.each<[string, Answer, string]>([
    ['a full disk', all(403, { type: 'cluster_block_exception', reason: 'flood stage' }), 'make room'],
    ['a full disk, as 429', all(429, { type: 'cluster_block_exception', reason: 'flood stage' }), 'make room'],
    ['a missing alias', all(404, { type: 'index_not_found_exception', reason: 'no such index' }), 'presswatch setup'],
    ['a wrong password', (_, response) => send(response, 401, {}), 'PRESSWATCH_OPENSEARCH_USER'],
  ])('gives up at once on %s, and says what to do', async (_, answer, remedy) => {
    answers = [answer];
    const error = await write(['a', 'b']).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(BulkUnavailableError);
    expect((error as Error).message).toContain(remedy);
    expect(requests).toHaveLength(1);
  });

  it('condemns no document for a 400 that OpenSearch did not say', async () => {
    answers = [(_, response) => send(response, 400, { message: 'of a proxy' }), all(201)];
    expect(kinds(await write(['a', 'b']))).toEqual(['done', 'done']);
  });

  it('gives up when its patience ends', async () => {
    answers = Array.from({ length: 1000 }, () => all(429));
    vi.spyOn(Math, 'random').mockReturnValue(0.999);
    await expect(write(['a'], { patienceMs: 100 })).rejects.toThrow('1 tries gave nothing for 1 documents');
  });
});
