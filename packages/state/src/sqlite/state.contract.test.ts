import { mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeState } from '../contract/index.ts';
import type { State } from '../port.ts';
import { openSqliteState } from './index.ts';

const makeHarness = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'presswatch-state-'));
  const path = join(folder, 'state.db');
  const states: State[] = [];
  return {
    async open() {
      const state = openSqliteState({ path });
      states.push(state);
      return state;
    },
    empty: () => truncate(path),
    async dispose() {
      for (const state of states) await state.close();
      await rm(folder, { recursive: true });
    },
  };
};

describeState('SQLite', makeHarness, { forgetsByGivenTime: true });
