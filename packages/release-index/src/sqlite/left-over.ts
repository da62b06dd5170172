import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { holdFile } from '@presswatch/sqlite';
import { identityOf } from './followed-file.ts';

/** Removes what a killed reindex left: it may hold words that are to be forgotten. @returns false while one runs */
export function removeLeftOver(path: string): boolean {
  const hold = holdFile(`${path}.reindex`);
  if (hold === null) return false;
  removeUnused(path);
  hold.release();
  return true;
}

/** Removes the files of all generations but the present one. Who has one open still reads it to the end of a call. */
export function removeUnused(path: string): void {
  const current = identityOf(path)?.generation ?? '';
  const name = basename(path);
  for (const entry of readdirSync(dirname(path))) {
    const [, of = '', side = ''] = /^(.*?)(-wal|-shm|-journal)?$/.exec(entry) ?? [];
    const isGeneration = of.startsWith(`${name}.`) && /^\d+$/.test(of.slice(name.length + 1)) && of !== current;
    const isFirst = of === name && side !== '' && current !== '';
    if (isGeneration || isFirst) rmSync(join(dirname(path), entry), { force: true });
  }
}
