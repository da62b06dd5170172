import { openDatabase } from '@presswatch/sqlite';
import type { State } from '../port.ts';
import { createBudgets } from './budgets.ts';
import { createMemory } from './memory.ts';
import { createSchedule } from './schedule.ts';
import { MIGRATIONS } from './schema.ts';

export interface SqliteStateOptions {
  /** The file; made where missing. It may be removed while nobody has it open: work repeats, nothing is lost. */
  readonly path: string;
}

/**
 * Opens schedule, budgets and memory on a SQLite file; any number of processes may. A write survives kill -9, but after
 * a power cut the last ones may be gone: all of it can be made again, so it does not wait for the disk.
 *
 * @throws SchemaTooNewError when a newer Presswatch wrote the file
 */
export function openSqliteState({ path }: SqliteStateOptions): State {
  const db = openDatabase({ path, migrations: MIGRATIONS, synchronous: 'NORMAL' });
  return {
    schedule: createSchedule(db),
    budgets: createBudgets(db),
    memory: createMemory(db),
    async close() {
      if (db.isOpen) db.close();
    },
  };
}
