import type { StoredRecord } from '@presswatch/event-log';
import type { HeaderValue } from '@presswatch/events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DeadInput, deadLetterRecord, factsOf, originalOf } from './record.ts';

const encoder = new TextEncoder();
const releaseId = 'a'.repeat(32);
const key = `${releaseId}/1719564000000-${'b'.repeat(64)}`;

const input = (over: Partial<DeadInput> = {}): DeadInput => ({
  topic: 'releases.raw',
  partition: 3,
  offset: 41,
  key,
  value: encoder.encode('{"state":'),
  headers: { ce_id: 'x', 'content-type': 'application/json' },
  ...over,
});

const report = (over: Partial<DeadInput> = {}) => ({
  input: input(over),
  group: 'parser',
  stageVersion: '1.2.0',
  reason: { code: 'not-json', message: 'the value is no JSON; publish it again' },
  attempts: 1,
  at: 1_719_564_001_000,
});

const stored = (record: ReturnType<typeof deadLetterRecord>, offset = 0): StoredRecord => ({
  ...record,
  partition: 3,
  offset,
  publishedAt: 1_719_564_001_000,
});

describe('deadLetterRecord', () => {
  it('keeps the value and goes under a key of its own to the group’s topic', () => {
    const letter = deadLetterRecord(report());
    expect(letter.topic).toBe('releases.raw.parser.dlq');
    expect(letter.key).toBe('parser/releases.raw/3/41');
    expect(letter.partitionKey).toBe(releaseId);
    expect(letter.value).toEqual(encoder.encode('{"state":'));
    expect(letter.headers).toMatchObject({
      ce_id: 'x',
      '__connect.errors.topic': 'releases.raw',
      '__connect.errors.partition': '3',
      '__connect.errors.offset': '41',
      '__connect.errors.connector.name': 'parser',
      '__connect.errors.class.name': 'parser@1.2.0',
      '__connect.errors.exception.class.name': 'not-json',
      'presswatch.key': key,
      'presswatch.attempts': '1',
    });
  });

  it('says of itself what it was told', () => {
    const letter = deadLetterRecord({ ...report(), cause: { name: 'SyntaxError', message: 'Unexpected end' } });
    expect(factsOf(stored(letter))).toEqual({
      id: 'parser/releases.raw/3/41',
      topic: 'releases.raw',
      partition: 3,
      offset: 41,
      group: 'parser',
      stageVersion: '1.2.0',
      reason: { code: 'not-json', message: 'the value is no JSON; publish it again' },
      cause: 'SyntaxError: Unexpected end',
      key,
      attempts: 1,
      at: 1_719_564_001_000,
    });
  });

  it('keeps of a stack only frames of this workspace, without the machine’s folders', () => {
    const stack = [
      'Error: password=hunter2',
      '    at parse (file:///home/someone/presswatch/services/parser/src/parse.ts:12:5)',
      '    at x (/srv/node_modules/lib/packages/index.js:1:1)',
      '    at node:internal/process:1:1',
    ].join('\n');
    const letter = deadLetterRecord({ ...report(), cause: { name: 'Error', message: 'm', stack } });
    expect(letter.headers['__connect.errors.exception.stacktrace']).toBe(
      'at parse (services/parser/src/parse.ts:12:5)',
    );
    expect(JSON.stringify(letter.headers)).not.toMatch(/hunter2|someone/);
  });

  it('cuts long messages and control characters out of them', () => {
    const letter = deadLetterRecord({ ...report(), reason: { code: 'x', message: `\u001b[2Ja\n${'b'.repeat(9000)}` } });
    const message = String(letter.headers['__connect.errors.exception.message']);
    expect(message.length).toBe(2000);
    expect(message.startsWith(' [2Ja b')).toBe(true);
  });
});

describe('originalOf', () => {
  const names = fc.oneof(
    fc.string({ minLength: 1, maxLength: 12 }),
    fc.constantFrom(
      '__connect.errors.topic',
      'presswatch.key',
      'presswatch.partition-key',
      'presswatch.cause',
      'presswatch.original.presswatch.key',
      'presswatch.original.x',
      '__proto__',
    ),
  );
  const values: fc.Arbitrary<HeaderValue> = fc.oneof(fc.string(), fc.uint8Array({ maxLength: 20 }));
  const inputs = fc.record({
    key: fc.oneof(fc.constant(key), fc.string()),
    value: fc.uint8Array(),
    headers: fc.array(fc.tuple(names, values)).map((entries) => Object.fromEntries(entries)),
  });

  it('gives key, value and headers back byte for byte, also of a dead letter’s dead letter', () => {
    fc.assert(
      fc.property(inputs, fc.integer({ min: 1, max: 3 }), (over, depth) => {
        let record = stored({ topic: 'releases.raw', partitionKey: '', ...over });
        for (let level = 0; level < depth; level++) {
          record = stored(deadLetterRecord(report(record as DeadInput)), level);
        }
        for (let level = 0; level < depth; level++) {
          const back = originalOf(record);
          if (back === undefined) throw new Error('no dead letter');
          record = stored(back, level);
        }
        expect(record.key).toBe(over.key);
        expect(record.value).toEqual(over.value);
        expect(Object.entries(record.headers).sort()).toEqual(Object.entries(over.headers).sort());
      }),
    );
  });

  it('takes nothing else for a dead letter', () => {
    expect(originalOf(stored({ ...deadLetterRecord(report()), value: null }))).toBeUndefined();
    expect(
      originalOf(stored({ topic: 't', key: 'k', partitionKey: 'k', value: new Uint8Array(), headers: {} })),
    ).toBeUndefined();
  });
});
