import { fromHeaders, MAX_RAW_BYTES, rawReleaseSchema, TRUNCATED_BYTES } from '@presswatch/events';
import { captureKey, sha256 } from '@presswatch/identity';
import { describe, expect, it } from 'vitest';
import { toRawRecord, toRawRelease, unencodedRelease } from './raw-record.ts';

const item = {
  releaseId: 'a'.repeat(32),
  source: { id: 's', kind: 'feed' },
  fetchedAt: Date.UTC(2024, 5, 28),
  bytes: Buffer.from('words'),
  mediaType: 'text/plain',
  url: 'https://a.example/1',
  aliases: ['https://a.example/1', 'g', 'g', ''],
};

describe('toRawRelease and toRawRecord', () => {
  it('make an event that fits its schema, keyed by its capture', () => {
    const release = toRawRelease(item);
    expect(rawReleaseSchema.parse(release)).toEqual(release);
    expect(release).toMatchObject({ size: 5, aliases: ['g'], capture: { sha256: sha256(item.bytes) } });
    const record = toRawRecord(release, 'live', item.fetchedAt + 5);
    const key = captureKey(item.releaseId, release.capture);
    expect(record).toMatchObject({ topic: 'releases.raw', key, partitionKey: item.releaseId });
    expect(fromHeaders(record.headers)).toMatchObject({
      id: `${key}/raw`,
      type: 'presswatch.release.raw.v1',
      origin: 'live',
      epoch: 0,
      ingestedAt: item.fetchedAt + 5,
      hops: [{ stage: 'fetcher', at: item.fetchedAt + 5 }],
    });
  });

  it('make the same event where the bytes are encoded later', () => {
    const jsonOf = (release: Parameters<typeof toRawRecord>[0]): unknown =>
      JSON.parse(Buffer.from(toRawRecord(release, 'live', 1).value ?? []).toString());
    expect(jsonOf(unencodedRelease(item))).toEqual(jsonOf(toRawRelease(item)));
  });

  it('keep the beginning of what is over the limit, and say so', () => {
    const release = toRawRelease({
      ...item,
      bytes: Buffer.alloc(TRUNCATED_BYTES * 2, 'a'),
      wholeSize: MAX_RAW_BYTES + 1,
    });
    expect(release).toMatchObject({ truncated: true, size: MAX_RAW_BYTES + 1 });
    const bytes = Buffer.from(release.bytes, 'base64');
    expect(bytes).toHaveLength(TRUNCATED_BYTES);
    expect(release.capture.sha256).toBe(sha256(bytes));
  });
});
