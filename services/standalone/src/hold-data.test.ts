import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DataHeldError, holdData, isHeld, readHolder } from './hold-data.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'presswatch-held-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('names the holder and the way out', () => {
  const hold = holdData(folder, join(folder, 'log.db'));
  expect(() => holdData(folder, join(folder, 'log.db'))).toThrow(DataHeldError);
  hold.tell({ pid: 4711, address: 'http://127.0.0.1:8080' });
  expect(() => holdData(folder, join(folder, 'log.db'))).toThrow(
    /process 4711 .* http:\/\/127\.0\.0\.1:8080.*PRESSWATCH_DATA/,
  );
  expect(isHeld(folder)).toBe(true);
  hold.release();
  expect(isHeld(folder)).toBe(false);
  expect(readHolder(folder)).toBeUndefined();
  holdData(folder, join(folder, 'log.db')).release();
});

it('lets one process consume a log, whatever its data folder', () => {
  const log = join(folder, 'shared.db');
  const hold = holdData(join(folder, 'a'), log);
  expect(() => holdData(join(folder, 'b'), log)).toThrow(/consumes .*shared\.db.*PRESSWATCH_LOG/);
  expect(isHeld(join(folder, 'b'))).toBe(false);
  hold.release();
});
