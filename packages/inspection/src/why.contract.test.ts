import { ENRICHED_RELEASE } from '@presswatch/events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceView } from './source-view.ts';
import { openWorld, STAGES, type World } from './testing/index.ts';
import { explainWhy } from './why.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const ask = (text: string, sources: readonly SourceView[] = []) =>
  explainWhy(
    { index: world.index.reader, log: world.log, deadLetters: world.deadLetters, stages: STAGES, sources },
    text,
  );

const URL_1 = 'https://example.org/news/1';

describe('explainWhy', () => {
  it('finds an indexed release by id, link in another spelling, alias and title', async () => {
    const { releaseId } = await world.add();
    for (const name of [releaseId, URL_1, 'http://EXAMPLE.org/news/1/?utm_source=x', `${URL_1}?from=feed`, 'harvest']) {
      const answer = await ask(name);
      expect(answer.verdict).toBe('indexed');
      expect(answer.releases.map((release) => release.releaseId)).toEqual([releaseId]);
    }
  });

  it('names the dead letter, its reason and the command to replay it', async () => {
    const id = await world.fail({ title: 'A broken notice' });
    for (const name of [URL_1, `${URL_1}?from=feed`, 'broken NOTICE']) {
      const answer = await ask(name);
      expect(answer).toMatchObject({ verdict: 'dead-letter', stage: 'parser', deadLetters: [{ id }] });
      expect(answer.sentence).toContain(`dlq replay ${id}`);
      expect(answer.sentence).toContain('the release holds no text');
    }
    await world.deadLetters.discard(id, 'n');
    expect((await ask(URL_1)).verdict).not.toBe('dead-letter');
  });

  it('tells of an indexed release that a newer look is among the dead letters', async () => {
    await world.add();
    const id = await world.fail({ fetchedAt: Date.UTC(2024, 6, 1) });
    expect(await ask(URL_1)).toMatchObject({ verdict: 'indexed', deadLetters: [{ id }] });
  });

  it('names the last stage that it waits for', async () => {
    const { record } = await world.publish();
    const closing = await world.log.subscribe({
      topic: 'releases.raw',
      group: 'parser',
      handler: async () => undefined,
    });
    await closing.close();
    expect(await ask(URL_1)).toMatchObject({ verdict: 'waiting', stage: 'parser' });
    await world.log.publish([{ ...record, topic: ENRICHED_RELEASE.topic }]);
    expect(await ask('harvest')).toMatchObject({ verdict: 'waiting', stage: 'indexer' });
  });

  it('says that a stage dropped what it finished and passed on to nobody', async () => {
    await world.publish();
    const { promise, resolve } = Promise.withResolvers<void>();
    const parser = await world.log.subscribe({
      topic: 'releases.raw',
      group: 'parser',
      handler: async (batch) => {
        await batch.finish({ outputs: [], deadLetters: [], upTo: (batch.records.at(-1)?.offset ?? -1) + 1 });
        resolve();
      },
    });
    await promise;
    await parser.close();
    expect(await ask(URL_1)).toMatchObject({ verdict: 'dropped', stage: 'parser' });
  });

  it('says which source could have brought what never came in', async () => {
    const source = { id: 'example', kind: 'feed', url: 'https://www.example.org/feed.xml', state: 'ok' };
    expect((await ask(URL_1)).sentence).toContain('no source covers example.org');
    expect((await ask(URL_1, [{ ...source, enabled: false }])).sentence).toContain('sources enable example');
    const enabled = await ask(URL_1, [{ ...source, enabled: true }]);
    expect(enabled.sentence).toContain('never listed it');
    expect(enabled.sources.map(({ id }) => id)).toEqual(['example']);
    expect(await ask('no such words')).toMatchObject({ verdict: 'not-seen' });
  });
});
