import type { DeadLetters } from '@presswatch/dead-letters';
import type { EventLog } from '@presswatch/event-log';
import type { ReleaseReader } from '@presswatch/release-index';
import { z } from 'zod';

/** A stage and the topic it reads; its consumer group bears the stage's name. */
export interface StageTopic {
  readonly stage: string;
  readonly topic: string;
}

const totalSchema = z.object({ value: z.int(), exact: z.boolean().describe('false: there are at least this many') });

export const stageStatusSchema = z.object({
  stage: z.string(),
  topic: z.string(),
  lag: z.object({
    records: z.int().describe('records not finished'),
    oldestAt: z.int().nullable().describe('ms: when the oldest of them was published'),
  }),
  openDeadLetters: z.int(),
  waitingFor: z.string().nullable().describe('the dependency that the stage waits for; null where it works or idles'),
});

/** How the whole pipeline stands. */
export const pipelineStatusSchema = z.object({
  at: z.int().describe('ms'),
  stages: z.array(stageStatusSchema),
  limiting: z.string().nullable().describe('the stage that most records wait for; null where none wait'),
  releases: totalSchema.describe('searchable releases'),
  seenLastMinute: totalSchema.describe('releases first seen in the last 60 s: the rate'),
  seenLastHour: totalSchema,
  problems: z.array(z.string()).optional().describe('what could not be read, and stands as nought above'),
});

export type StageStatus = z.infer<typeof stageStatusSchema>;
export type PipelineStatus = z.infer<typeof pipelineStatusSchema>;

export interface PipelineStatusDeps {
  readonly log: Pick<EventLog, 'lag'>;
  readonly index: Pick<ReleaseReader, 'search'>;
  readonly deadLetters: Pick<DeadLetters, 'counts'>;
  /** In the order in which a release passes them. */
  readonly stages: readonly StageTopic[];
  /** The dependency a stage waits for, where this process runs the stages and knows. */
  readonly waitingFor?: (stage: string) => string | null;
  /** ms */
  readonly now: number;
}

const MINUTE = 60_000;

/**
 * Reads how the pipeline stands from the log and the index: it works beside a running process as well as inside it. While
 * the index is away the lag is told all the same: that is when somebody wants to know it.
 */
export async function readPipelineStatus(deps: PipelineStatusDeps): Promise<PipelineStatus> {
  const { log, index, now } = deps;
  const problems: string[] = [];
  const counts = await deps.deadLetters.counts().catch((error: unknown) => {
    problems.push(`dead letters are not counted: ${messageOf(error)}`);
    return [];
  });
  const stages: StageStatus[] = [];
  for (const { stage, topic } of deps.stages) {
    const { records, oldestAt } = await log.lag(topic, stage);
    const open = counts.filter((entry) => entry.stage === stage && entry.status === 'open');
    stages.push({
      stage,
      topic,
      lag: { records, oldestAt },
      openDeadLetters: open.reduce((sum, entry) => sum + entry.count, 0),
      waitingFor: deps.waitingFor?.(stage) ?? null,
    });
  }
  const total = async (from?: number) => {
    const query =
      from === undefined ? { kind: 'all' as const } : { kind: 'time' as const, field: 'seen' as const, from };
    return (await index.search({ query, limit: 1 })).total;
  };
  const totals = await Promise.all([total(), total(now - MINUTE), total(now - 60 * MINUTE)]).catch((error: unknown) => {
    problems.push(`releases are not counted: ${messageOf(error)}`);
    return [UNKNOWN, UNKNOWN, UNKNOWN] as const;
  });
  return {
    at: now,
    stages,
    limiting: limitingStage(stages),
    releases: totals[0],
    seenLastMinute: totals[1],
    seenLastHour: totals[2],
    ...(problems.length > 0 && { problems }),
  };
}

/** At least none. */
const UNKNOWN = { value: 0, exact: false };

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Records pile up before the slowest stage; where two have as many, the later one holds the earlier one up. */
export function limitingStage(stages: readonly StageStatus[]): string | null {
  let limiting: StageStatus | null = null;
  for (const stage of stages) {
    if (stage.lag.records > 0 && stage.lag.records >= (limiting?.lag.records ?? 0)) limiting = stage;
  }
  return limiting?.stage ?? null;
}
