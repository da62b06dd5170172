import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentId } from './record-id.ts';
import { readVersion, versionOf } from './record-version.ts';

describe('documentId', () => {
  it('is short and plain, whatever names the record', () => {
    for (const id of ['', '_x', 'a/b', 'é”👩', '\u0000', 'x'.repeat(10_000)]) {
      expect(documentId('kind', id)).toMatch(/^[\w-]{43}$/);
    }
  });

  it('is another one for every other kind or id', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, text, text, (kind, id, otherKind, otherId) => {
        const same = kind === otherKind && id === otherId;
        expect(documentId(kind, id) === documentId(otherKind, otherId)).toBe(same);
      }),
      { seed: 20240628 },
    );
    expect(documentId('a', 'b/c')).not.toBe(documentId('a/b', 'c'));
    expect(documentId('a","b', 'c')).not.toBe(documentId('a', 'b","c'));
  });

  it('refuses what cannot be kept or sorted', () => {
    expect(() => documentId('kind', '\ud800')).toThrow('not well-formed');
    expect(() => documentId('kind', 'é'.repeat(16_384))).toThrow('longer than 32766 bytes');
  });
});

describe('versions', () => {
  it('are read as they were written', () => {
    expect(readVersion(versionOf({ seqNo: 0, primaryTerm: 12 }))).toEqual({ seqNo: 0, primaryTerm: 12 });
  });

  it.each(['', '1', '1/', '-1/2', '1/2/3', '3f1c9a52-0000-4000-8000-000000000000'])(
    'of another store: %j',
    (version) => {
      expect(readVersion(version)).toBeNull();
    },
  );
});
