import { captureKey } from '@presswatch/identity';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { captureDocument, releaseIdOf } from '../contract/documents.ts';
import { expectedRelease } from '../contract/model.ts';
import { IndexUnavailableError, type ReleaseIndex } from '../port.ts';
import { openOpenSearchIndex, setUpIndices } from './index.ts';
import { ownPrefix } from './testing.ts';

const connection = { nodes: [inject('servers').opensearch] };
const shape = { shards: 1, replicas: 0 };
const keyOf = (document: ReturnType<typeof captureDocument>) => captureKey(document.releaseId, document.capture);

describe('the index on OpenSearch, by several writers', () => {
  let store: ReturnType<typeof ownPrefix>;
  let indexes: ReleaseIndex[];
  beforeEach(async () => {
    store = ownPrefix(connection);
    await setUpIndices(connection, { prefix: store.prefix, ...shape });
    indexes = await Promise.all([1, 2, 3].map(() => openOpenSearchIndex({ connection, prefix: store.prefix })));
  });
  afterEach(async () => {
    await Promise.all(indexes.map((index) => index.close()));
    await store.remove();
  });
  const writers = () => indexes.map((index) => index.writer);

  it('merges the same release from all of them at once', async () => {
    const documents = Array.from({ length: 30 }, (_, after) =>
      captureDocument({ after, title: `Look ${after}`, ...(after % 7 === 3 ? { content: null } : {}) }),
    );
    const shuffled = documents.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const calls = shuffled.map((document, n) => writers()[n % 3]?.upsert([document]));
    expect((await Promise.all(calls)).flat()).toEqual(documents.map(() => ({ kind: 'done' })));
    expect(await indexes[0]?.reader.get(releaseIdOf('one'))).toEqual(expectedRelease(documents));
  });

  it('erases at once what was just written, while others write other captures of the release', async () => {
    for (let round = 0; round < 5; round++) {
      const release = `r${round}`;
      const documents = Array.from({ length: 6 }, (_, after) => captureDocument({ release, after, title: `${after}` }));
      const [erased, kept] = [documents.slice(3), documents.slice(0, 3)];
      await writers()[0]?.upsert([...erased, ...kept.slice(0, 1)]);
      const writing = kept.slice(1).map((document, n) => writers()[n % 2]?.upsert([document]));
      await Promise.all([writers()[2]?.erase(erased.map(keyOf)), ...writing]);
      expect(await indexes[0]?.reader.get(releaseIdOf(release))).toEqual(expectedRelease(kept));
    }
  });

  it('takes a capture again that was erased', async () => {
    const document = captureDocument();
    await writers()[0]?.upsert([document]);
    await writers()[0]?.erase([keyOf(document)]);
    expect(await indexes[0]?.reader.get(document.releaseId)).toBeNull();
    await writers()[0]?.upsert([document]);
    expect(await indexes[0]?.reader.get(document.releaseId)).toEqual(expectedRelease([document]));
  });

  it('makes no index where an alias is missing, and says what to run', async () => {
    await store.remove();
    const lost = writers()[0]?.upsert([captureDocument()]);
    await expect(lost).rejects.toThrow(IndexUnavailableError);
    await expect(lost).rejects.toThrow('run presswatch setup');
    const lines = await setUpIndices(connection, { prefix: store.prefix, ...shape, check: true });
    expect(lines.map((line) => line.state)).toEqual(['missing', 'missing', 'missing']);
  });
});
