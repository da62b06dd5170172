import { connect } from '@presswatch/opensearch';
import { describe, expect, inject, it } from 'vitest';
import { captureDocument, releaseIdOf, tree } from '../contract/index.ts';
import { IndexUnavailableError, QueryTooWideError, type ReleaseReader } from '../port.ts';
import { indexNames } from './mapping.ts';
import { openOpenSearchMatcher } from './matcher.ts';
import { createOpenSearchReader } from './reader.ts';
import { ownPrefix } from './testing.ts';

const connection = { nodes: [inject('servers').opensearch] };
/** A port that nothing listens on. */
const NOWHERE = { nodes: ['http://127.0.0.1:9'] };

const calls: readonly (readonly [string, (reader: ReleaseReader) => Promise<unknown>])[] = [
  ['get', (reader) => reader.get(releaseIdOf('one'))],
  ['captures', (reader) => reader.captures(releaseIdOf('one'))],
  ['lookUp', (reader) => reader.lookUp('guid')],
  ['search', (reader) => reader.search({ query: tree('harbour'), facets: ['kind'] })],
  ['scan', (reader) => reader.scan()[Symbol.asyncIterator]().next()],
];

describe('what cannot be read', () => {
  it.each(calls)('is told by %s, with presswatch setup where an index is missing', async (_, call) => {
    const client = connect(connection);
    const failed = await call(createOpenSearchReader(client, ownPrefix(connection))).catch((error: unknown) => error);
    await client.close();
    expect(failed).toBeInstanceOf(IndexUnavailableError);
    expect((failed as Error).message).toContain('presswatch setup');
  });

  it.each(calls)('is told by %s where nobody answers', async (_, call) => {
    const client = connect(NOWHERE);
    await expect(call(createOpenSearchReader(client, { prefix: 'none' }))).rejects.toThrow(IndexUnavailableError);
    await client.close();
  });

  it('makes no index of saved searches without its mapping', async () => {
    const { prefix } = ownPrefix(connection);
    const matcher = await openOpenSearchMatcher({ connection, prefix });
    await expect(matcher.put('one', tree('harbour'))).rejects.toThrow(/presswatch setup/);
    await expect(matcher.delete('one')).rejects.toThrow(/presswatch setup/);
    await expect(matcher.percolate([captureDocument()])).rejects.toThrow(/presswatch setup/);
    await matcher.close();
    const client = connect(connection);
    expect((await client.indices.exists({ index: indexNames(prefix).searches })).body).toBe(false);
    await client.close();
  });

  it('refuses a query that is too wide, on searching and on saving', async () => {
    const wide = tree(`body:(${Array.from({ length: 20 }, (_, n) => `x${n}-y`).join(' NEAR/9 ')})`);
    const client = connect(connection);
    const reader = createOpenSearchReader(client, { prefix: 'none' });
    await expect(reader.search({ query: wide })).rejects.toThrow(QueryTooWideError);
    await client.close();
    const matcher = await openOpenSearchMatcher({ connection, prefix: 'none' });
    await expect(matcher.put('one', wide)).rejects.toThrow(/more than 1024/);
    await matcher.close();
  });
});
