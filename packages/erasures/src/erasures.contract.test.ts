import { join } from 'node:path';
import type { RecordStore } from '@presswatch/records';
import { openSqliteRecords } from '@presswatch/records/sqlite';
import { type TempFolder, tempFolder } from '@presswatch/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createErasures, ERASURE_KIND, ErasuresUnreadableError, recordErasure } from './erasures.ts';
import { ErasedReleaseError, refuseErased } from './refuse-erased.ts';

const A = 'a'.repeat(32);
const B = 'b'.repeat(32);
const erasure = (releaseId: string) => ({ releaseId, at: 1, by: 'x', why: 'y' });

let folder: TempFolder;
let records: RecordStore;
let now = 0;
beforeEach(async () => {
  folder = await tempFolder();
  records = openSqliteRecords({ path: join(folder.path, 'records.db') });
});
afterEach(async () => {
  await records.close();
  await folder.remove();
});

describe('createErasures', () => {
  it('knows of an erasure after two seconds, and reads the list only when it changed', async () => {
    let scans = 0;
    const counted = {
      get: records.get,
      scan: (...page: Parameters<RecordStore['scan']>) => {
        scans++;
        return records.scan(...page);
      },
    };
    const erasures = createErasures({ records: counted, now: () => now });
    expect(await erasures.erasedOf([A, B])).toEqual(new Set());
    await recordErasure(records, erasure(A));
    now += 1999;
    expect(await erasures.erasedOf([A, B])).toEqual(new Set());
    now += 1;
    expect(await erasures.erasedOf([A, B])).toEqual(new Set([A]));
    now += 10_000;
    expect(await erasures.erasedOf([A])).toEqual(new Set([A]));
    expect(scans).toBe(2);
  });

  it('says that nobody knows when the records are away, rather than that nothing is erased', async () => {
    const away = { get: () => Promise.reject(new Error('away')), scan: records.scan };
    await expect(createErasures({ records: away }).erasedOf([A])).rejects.toThrow(ErasuresUnreadableError);
  });

  it('keeps the first erasure of a release, and reads more than a page', async () => {
    expect(await recordErasure(records, erasure(A))).toBe(true);
    expect(await recordErasure(records, { ...erasure(A), why: 'again' })).toBe(false);
    expect((await records.get(ERASURE_KIND, A))?.value).toMatchObject({ why: 'y' });
    for (let n = 0; n < 1005; n++) await records.create(ERASURE_KIND, String(n).padStart(32, '0'), erasure(A));
    expect(await createErasures({ records }).erasedOf([A, '1004'.padStart(32, '0')])).toHaveProperty('size', 2);
  });
});

describe('refuseErased', () => {
  it('publishes nothing of a batch with an erased release, and lets tombstones pass', async () => {
    await recordErasure(records, erasure(A));
    const published: string[] = [];
    const log = refuseErased(
      {
        publish: async (all) => {
          published.push(...all.map(({ key }) => key));
          return [];
        },
      },
      createErasures({ records }),
    );
    const record = (id: string, value: Uint8Array | null) => ({
      topic: 'releases.raw',
      key: `${id}/1-${'0'.repeat(64)}`,
      partitionKey: id,
      value,
      headers: {},
    });
    const value = new Uint8Array([1]);
    await expect(log.publish([record(B, value), record(A, value)])).rejects.toThrow(ErasedReleaseError);
    expect(published).toEqual([]);
    await log.publish([record(B, value), record(A, null)]);
    expect(published).toHaveLength(2);
  });
});
