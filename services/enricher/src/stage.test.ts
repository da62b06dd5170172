import { ENRICHED_RELEASE, type Envelope, PARSED_RELEASE, type ParsedRelease } from '@presswatch/events';
import { expect, describe as group, it } from 'vitest';
import { defaultGazetteerFolder, enricherModule } from './index.ts';
import { create, describe } from './stage.ts';

const envelope: Envelope = {
  id: '1',
  type: 'presswatch.release.parsed.v1',
  source: '/presswatch/parser',
  specversion: '1.0',
  time: '2024-06-28T00:00:00Z',
  origin: 'live',
  epoch: 0,
  ingestedAt: 0,
  hops: [],
};

group('the enricher stage', () => {
  it('says what it reads and gives, and is found under its address', async () => {
    expect(describe()).toMatchObject({ name: 'enricher', input: PARSED_RELEASE, output: ENRICHED_RELEASE });
    expect(Object.keys(await import(enricherModule.href)).sort()).toEqual(['create', 'describe']);
  });

  it('emits one release for one, a removed one too', () => {
    const run = create({ folders: [defaultGazetteerFolder] });
    const removed: ParsedRelease = {
      state: 'removed',
      releaseId: '0'.repeat(32),
      capture: { fetchedAt: 1_720_000_000_000, sha256: '0'.repeat(64) },
      source: { id: 's', kind: 'feed' },
      aliases: [],
      reason: 'gone',
    };
    expect(run(removed, { envelope, now: 0 })).toEqual({ kind: 'emit', events: [removed] });
  });

  it('refuses to start on a wrong folder, with a sentence', () => {
    expect(() => create({ folders: ['/nowhere-at-all'] })).toThrow(/cannot be read: check the path/);
  });
});
