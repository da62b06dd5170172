import type { RecordStore, StoredItem } from '@presswatch/records';
import { z } from 'zod';

/** The kind under which RecordStore keeps replays; ids are epochs as four digits. */
export const REPLAY_KIND = 'replay';
/** ms: a replay that has not said for so long that it goes on has died. */
const DEAD_AFTER_MS = 60_000;

const runSchema = z.object({
  stage: z.string(),
  epoch: z.int(),
  since: z.int().describe('ms'),
  startedAt: z.int(),
  beatAt: z.int().describe('ms: when it last said that it goes on'),
  state: z.enum(['running', 'stopped', 'done', 'failed']),
  done: z.int(),
  total: z.int(),
  next: z.record(z.string().regex(/^\d+$/), z.int()).describe('by partition: the first offset that is not done'),
});

/** One replay, as RecordStore keeps it. */
export type ReplayRecord = z.infer<typeof runSchema>;

/** Another replay runs: two at a time could let the older reading win. */
export class ReplayRunningError extends Error {
  override readonly name = 'ReplayRunningError';
}

/** There is nothing to go on with. */
export class NothingToResumeError extends Error {
  override readonly name = 'NothingToResumeError';
}

export interface ReplayRuns {
  /** @throws ReplayRunningError */
  mustBeAlone(now: number, except?: number): Promise<void>;
  /** The newest replay of the stage that did not come to its end. @throws NothingToResumeError */
  unfinished(stage: string): Promise<ReplayRecord>;
  save(run: ReplayRecord): Promise<void>;
}

const idOf = (epoch: number): string => String(epoch).padStart(4, '0');

export function createReplayRuns(records: RecordStore): ReplayRuns {
  async function all(): Promise<ReplayRecord[]> {
    const runs: ReplayRecord[] = [];
    for (let after: string | undefined; ; ) {
      const page: readonly StoredItem[] = await records.scan(REPLAY_KIND, {
        limit: 1000,
        ...(after === undefined ? {} : { after }),
      });
      runs.push(...page.map(({ value }) => runSchema.parse(value)));
      after = page.at(-1)?.id;
      if (page.length < 1000) return runs;
    }
  }
  return {
    async mustBeAlone(now, except) {
      const other = (await all()).find(
        ({ state, beatAt, epoch }) => state === 'running' && now - beatAt < DEAD_AFTER_MS && epoch !== except,
      );
      if (other === undefined) return;
      throw new ReplayRunningError(
        `a replay of ${other.stage} runs already (epoch ${other.epoch}, ${other.done} of ${other.total}): wait for it or stop it; one that was killed counts as ended after a minute`,
      );
    },
    async unfinished(stage) {
      const found = (await all()).findLast((run) => run.stage === stage && run.state !== 'done');
      if (found !== undefined) return found;
      throw new NothingToResumeError(`no replay of ${stage} was broken off: start one with --since`);
    },
    async save(run) {
      const known = await records.get(REPLAY_KIND, idOf(run.epoch));
      if (known === null) await records.create(REPLAY_KIND, idOf(run.epoch), run);
      else await records.put(REPLAY_KIND, idOf(run.epoch), run, known.version);
    },
  };
}
