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
  const hold = holdData(folder);
  expect(() => holdData(folder)).toThrow(DataHeldError);
  hold.tell({ pid: 4711, address: 'http://127.0.0.1:8080' });
  expect(() => holdData(folder)).toThrow(/process 4711 .* http:\/\/127\.0\.0\.1:8080.*PRESSWATCH_DATA/);
  expect(isHeld(folder)).toBe(true);
  hold.release();
  expect(isHeld(folder)).toBe(false);
  expect(readHolder(folder)).toBeUndefined();
  holdData(folder).release();
});
