import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eraseRelease } from '../erase/erase-release.ts';
import { type Installation, type MigrateRequest, migrate } from '../migrate/migrate.ts';
import { verifyMigration } from '../migrate/verify.ts';
import { inTopic, type Ports, STAGES, START, type World, worldOver } from './world.ts';

const never = new AbortController().signal;

/** What a migration does, from and to any adapters. */
export function describeMigrate(
  name: string,
  openSource: () => Promise<Ports>,
  openTarget: () => Promise<Ports>,
  timeout = 60_000,
): void {
  describe(`migrate ${name}`, { timeout }, () => {
    let source: World;
    let target: World;
    let request: Omit<MigrateRequest, 'onProgress'>;
    const installation = ({ log, records, index }: World): Installation => ({ log, records, index: index.reader });
    beforeEach(async () => {
      source = worldOver(await openSource());
      target = worldOver(await openTarget());
      request = { source: installation(source), target: installation(target), stages: STAGES, signal: never };
    });
    afterEach(async () => {
      await source.close();
      await target.close();
    });

    async function fill(): Promise<void> {
      for (let n = 0; n < 8; n++) await source.publish(`https://example.org/${n}`, `Title ${n}\nbody`);
      await source.publish('https://example.org/1', 'Title 1, changed\nbody', START + 1000);
      await source.publish('https://example.org/bad', 'poison');
      await source.publish('https://example.org/worse', 'poison', START + 1000);
      await source.records.create('note', 'x', { text: 'kept' });
      await source.start();
      await source.drained();
      await source.stop();
      const { items } = await source.deadLetters.list();
      await source.deadLetters.discard(items.find(({ key }) => key.includes(`/${START}-`))?.id ?? '', 'no use');
    }

    it('gives the target the same releases, captures, revisions, records and dead letters', async () => {
      await fill();
      const done = await migrate(request);
      expect(done).toMatchObject({ state: 'done', releases: { copied: 11, there: 0, erased: 0 } });
      expect(done.letters.unmatched).toHaveLength(1); // nothing was read there yet
      const early = await verifyMigration(request);
      expect(early.differences.length).toBeGreaterThan(0);
      expect(early.toGo).toBeGreaterThan(0);
      await target.start();
      await target.drained();
      const found = await verifyMigration(request);
      expect(found.letters).toMatchObject({ carried: 1, unmatched: [] });
      expect(found.differences).toEqual([]);
      expect(found.counts).toEqual([
        { what: 'releases', source: 8, target: 8 },
        { what: 'captures', source: 9, target: 9 },
        { what: 'revisions', source: 9, target: 9 },
        { what: 'open dead letters', source: 1, target: 1 },
        { what: 'records of note', source: 1, target: 1 },
      ]);
      expect((await target.deadLetters.list({ status: 'discarded' })).items).toMatchObject([{ note: 'no use' }]);
    });

    it('alerts nobody, and original bytes are found where the target keeps them', async () => {
      await fill();
      await migrate(request);
      await target.start();
      await target.drained();
      for await (const { shown } of target.index.reader.scan()) {
        const [topic = '', partition, offset] = (shown?.rawAt ?? '').split('/');
        const at = { topic, partition: Number(partition), offset: Number(offset) };
        const key = `${shown?.releaseId}/${shown?.capture.fetchedAt}-${shown?.capture.sha256}`;
        expect(shown?.origin).toBe('replay');
        expect(await target.log.readAt(at, key)).not.toBeNull();
      }
    });

    it('may be repeated: nothing is copied twice, and what the target has stays', async () => {
      await fill();
      await target.records.create('note', 'x', { text: 'other' });
      await migrate(request);
      const again = await migrate(request);
      expect(again.releases).toMatchObject({ copied: 0, there: 11 });
      expect(again.records).toContainEqual({ kind: 'note', copied: 0, there: 0, different: ['x'] });
      expect(await inTopic(target.log, 'releases.raw')).toHaveLength(11);
      expect((await target.records.get('note', 'x'))?.value).toEqual({ text: 'other' });
    });

    it('takes erasures along, and nothing of what was erased', async () => {
      const { releaseId, record } = await source.publish('https://example.org/1', 'One\nbody');
      await source.publish('https://example.org/2', 'Two\nbody');
      const { log, records, index } = source;
      const deps = { log, records, index: index.reader, writer: index.writer, stages: STAGES, settleMs: 0, passMs: 0 };
      await eraseRelease(deps, { releaseId, at: START, by: 'x', why: 'y' });
      await source.log.publish([record]); // as a log that has not compacted yet
      expect(await migrate(request)).toMatchObject({ releases: { copied: 1, erased: 1 } });
      expect([...(await target.erasures.erasedOf([releaseId]))]).toEqual([releaseId]);
    });

    it('copies the last status of each source, and none of one that has a tombstone', async () => {
      const status = (key: string, text: string | null) => ({
        topic: 'sources.status',
        key,
        partitionKey: key,
        value: text === null ? null : Buffer.from(text),
        headers: {},
      });
      await source.log.publish([status('a', 'failing'), status('b', 'failing'), status('gone', 'healthy')]);
      await source.log.publish([status('a', 'healthy'), status('gone', null)]);
      expect((await migrate(request)).sources).toMatchObject({ copied: 2, there: 0 });
      const there = (await inTopic(target.log, 'sources.status')).map(({ key, value }) => [
        key,
        Buffer.from(value ?? []).toString(),
      ]);
      expect(there.sort()).toEqual([
        ['a', 'healthy'],
        ['b', 'failing'],
      ]);
      expect((await migrate(request)).sources).toMatchObject({ copied: 0, there: 2 });
    });

    it('stops when told to, and goes on the next time', async () => {
      await fill();
      expect(await migrate({ ...request, signal: AbortSignal.abort() })).toMatchObject({ state: 'stopped' });
      expect(await migrate(request)).toMatchObject({ state: 'done', releases: { copied: 11 } });
    });
  });
}
