import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { connect, type OpenSearchConnection } from '@presswatch/opensearch';
import { openOpenSearchRecords, setUpRecords } from '@presswatch/records/opensearch';
import { captureDocument, releaseIdOf, tree } from '@presswatch/release-index/contract';
import { openOpenSearchIndex, setUpIndices } from '@presswatch/release-index/opensearch';
import { type Authority, type HttpsFront, makeAuthority, startHttpsFront } from '@presswatch/testkit/certificates';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { describeOpenSearch } from './describe.ts';

// A front speaks TLS and asks for the user as the security plugin does; behind it is the real server.
const USER = { username: 'presswatch', password: 'no-one-may-read-this' };
const WRONG = 'a-wrong-secret';
const prefix = `test-secure-${randomUUID().slice(0, 8)}`;
const shape = { prefix, shards: 1, replicas: 0 };

let authority: Authority;
let front: HttpsFront;
beforeAll(async () => {
  authority = await makeAuthority();
  front = await startHttpsFront(authority.server, inject('servers').opensearch, USER);
});
afterAll(async () => {
  const client = connect({ nodes: [inject('servers').opensearch] });
  await client.indices.delete({ index: `${prefix}-*`, ignore_unavailable: true });
  await client.close();
  await front.close();
});

const secure = (more: Partial<OpenSearchConnection> = {}): OpenSearchConnection => ({
  nodes: [`https://127.0.0.1:${front.port}`],
  ca: authority.ca,
  auth: USER,
  ...more,
});

describe('OpenSearch with TLS and a user', () => {
  it('is set up, written and read', async () => {
    const states = [...(await setUpIndices(secure(), shape)), ...(await setUpRecords(secure(), shape))];
    expect(states.map(({ state }) => state)).toEqual(['made', 'made', 'made', 'made']);
    const index = await openOpenSearchIndex({ connection: secure(), prefix });
    const records = await openOpenSearchRecords({ connection: secure(), prefix });
    expect(await index.writer.upsert([captureDocument()])).toEqual([{ kind: 'done' }]);
    expect(await index.reader.search({ query: tree('harbour') })).toHaveProperty('total');
    expect(await index.reader.get(releaseIdOf('one'))).not.toBeUndefined();
    await records.create('note', 'one', { text: 'kept' });
    expect(await records.get('note', 'one')).toMatchObject({ value: { text: 'kept' } });
    expect(await describeOpenSearch(secure())).toMatchObject({ up: true });
    await index.close();
    await records.close();
    expect(front.refused()).toBe(0);
  });

  const refusals = [
    {
      what: 'a wrong password',
      more: () => ({ auth: { username: USER.username, password: WRONG } }),
      says: /refuses this user \(401.*PRESSWATCH_OPENSEARCH_USER/,
    },
    {
      what: 'an authority that did not sign the certificate',
      more: async () => ({ ca: (await makeAuthority()).ca }),
      says: /certificate.*PRESSWATCH_OPENSEARCH_CA_FILE/,
    },
    {
      what: 'no TLS where it is asked for',
      more: () => ({ nodes: [`http://127.0.0.1:${front.port}`] }),
      says: /opensearch\+https/,
    },
    {
      what: 'TLS where there is none',
      more: () => ({ nodes: [inject('servers').opensearch.replace('http:', 'https:')] }),
      says: /opensearch\+http:/,
    },
  ];

  it.each(refusals)('is unavailable, loses nothing and says what to do: $what', async ({ more, says }) => {
    const connection = secure(await more());
    const index = await openOpenSearchIndex({ connection, prefix });
    const outcomes = await Promise.allSettled([
      index.writer.upsert([captureDocument()]),
      index.reader.search({ query: tree('harbour') }),
      openOpenSearchRecords({ connection, prefix }),
      setUpIndices(connection, shape),
      setUpRecords(connection, shape),
    ]);
    await index.close();
    for (const outcome of outcomes) {
      const error = outcome.status === 'rejected' ? outcome.reason : expect.fail('it was let in');
      expect(error).toMatchObject({
        name: expect.stringMatching(/UnavailableError$/),
        message: expect.stringMatching(says),
      });
      expectNoSecret(inspect(error, { depth: 10, showHidden: true }));
    }
    const view = await describeOpenSearch(connection);
    expect(view).toMatchObject({ up: false, problem: expect.stringMatching(says) });
    expectNoSecret(JSON.stringify(view));
  });
});

function expectNoSecret(text: string): void {
  for (const secret of [USER.password, WRONG]) {
    for (const written of [secret, Buffer.from(`${USER.username}:${secret}`).toString('base64')]) {
      expect(text).not.toContain(written);
    }
  }
}
