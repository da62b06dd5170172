import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Envelope, EnvelopeError, fromHeaders, ORIGINS, toHeaders } from './envelope.ts';

const line = fc.string({ unit: 'grapheme', minLength: 1 });
const ms = fc.integer({ min: 0, max: 4_102_444_800_000 });
const envelopes: fc.Arbitrary<Envelope> = fc
  .record(
    {
      id: line,
      type: fc.constantFrom('presswatch.release.raw.v1', 'presswatch.source.status.v12'),
      source: line,
      specversion: fc.constant('1.0' as const),
      time: ms.map((at) => new Date(at).toISOString()),
      dataschema: line,
      traceparent: line,
      origin: fc.constantFrom(...ORIGINS),
      epoch: fc.integer({ min: 0, max: 4095 }),
      ingestedAt: ms,
      hops: fc.array(fc.record({ stage: line, version: line, at: ms })),
      rawAt: fc.tuple(fc.nat(11), fc.nat()).map(([partition, offset]) => `releases.raw/${partition}/${offset}`),
    },
    { requiredKeys: ['id', 'type', 'source', 'specversion', 'time', 'origin', 'epoch', 'ingestedAt', 'hops'] },
  )
  .map((envelope) => envelope as Envelope);

const envelope: Envelope = {
  id: 'a',
  type: 'presswatch.release.raw.v1',
  source: '/presswatch/fetcher',
  specversion: '1.0',
  time: '2024-06-28T09:27:00.000Z',
  origin: 'live',
  epoch: 0,
  ingestedAt: 1_719_566_820_000,
  hops: [],
};

describe('an envelope as headers', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(envelopes, (sent) => {
        expect(fromHeaders(toHeaders(sent))).toEqual(sent);
      }),
      { seed: 11 },
    );
  });

  it('comes back from bytes, as a broker gives them', () => {
    const bytes = Object.entries(toHeaders(envelope)).map(([name, value]) => [name, new TextEncoder().encode(value)]);
    expect(fromHeaders(Object.fromEntries(bytes))).toEqual(envelope);
  });

  it('ignores headers that are not its own', () => {
    expect(fromHeaders({ ...toHeaders(envelope), 'x-new': '1' })).toEqual(envelope);
  });

  it.each([
    ['ce_id', undefined],
    ['ce_type', 'org.other.event'],
    ['ce_specversion', '0.3'],
    ['ce_time', 'yesterday'],
    ['ce_origin', 'elsewhere'],
    ['ce_epoch', '4096'],
    ['ce_epoch', '-1'],
    ['ce_ingestedat', '1e3'],
    ['ce_hops', '{'],
    ['ce_rawat', 'releases.raw/x/1'],
  ])('is refused with %s = %s, and the error names it', (name, value) => {
    const { [name]: _gone, ...others } = toHeaders(envelope);
    const headers = value === undefined ? others : { ...others, [name]: value };
    expect(() => fromHeaders(headers)).toThrow(EnvelopeError);
    expect(() => fromHeaders(headers)).toThrow(name);
  });
});
