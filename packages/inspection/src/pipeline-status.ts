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
    isUnread: z.literal(true).optional().describe('the log could not be asked: the two say nothing'),
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
  /** ms that each of log and index is given to answer. Default 5,000. */
  readonly patienceMs?: number;
}

const MINUTE = 60_000;

/** ms that the log and the index are given to answer. */
const PATIENCE_MS = 5_000;

/**
 * Reads how the pipeline stands from the log and the index: it works beside a running process as well as inside it. While
 * one of them is away, or does not answer within 5 s, what the other says is told all the same: that is when somebody
 * wants to know it.
 */
export async function readPipelineStatus(deps: PipelineStatusDeps): Promise<PipelineStatus> {
  const { log, index, now, patienceMs = PATIENCE_MS } = deps;
  const problems = new Set<string>();
  const orElse = async <T>(work: Promise<T>, fallback: T, what: string): Promise<T> => {
    try {
      return await within(patienceMs, work);
    } catch (error) {
      problems.add(`${what}: ${messageOf(error)}`);
      return fallback;
    }
  };
  const lags = deps.stages.map(({ stage, topic }) =>
    orElse<StageStatus['lag']>(log.lag(topic, stage), UNREAD, 'what waits for the stages is not known'),
  );
  const total = async (from?: number) => {
    const query =
      from === undefined ? { kind: 'all' as const } : { kind: 'time' as const, field: 'seen' as const, from };
    return (await index.search({ query, limit: 1 })).total;
  };
  const totals = Promise.all([total(), total(now - MINUTE), total(now - 60 * MINUTE)]);
  const [counts, [releases, seenLastMinute, seenLastHour], found] = await Promise.all([
    orElse(deps.deadLetters.counts(), [], 'dead letters are not counted'),
    orElse(totals, NO_TOTALS, 'releases are not counted'),
    Promise.all(lags),
  ]);
  const stages = deps.stages.map(({ stage, topic }, i): StageStatus => {
    const open = counts.filter((entry) => entry.stage === stage && entry.status === 'open');
    return {
      stage,
      topic,
      lag: found[i] ?? UNREAD,
      openDeadLetters: open.reduce((sum, entry) => sum + entry.count, 0),
      waitingFor: deps.waitingFor?.(stage) ?? null,
    };
  });
  return {
    at: now,
    stages,
    limiting: limitingStage(stages),
    releases,
    seenLastMinute,
    seenLastHour,
    ...(problems.size > 0 && { problems: [...problems] }),
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer within ${ms / 1000} s`)), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

const UNREAD = { records: 0, oldestAt: null, isUnread: true } as const;

/** At least none. */
const UNKNOWN = { value: 0, exact: false };
const NO_TOTALS: [typeof UNKNOWN, typeof UNKNOWN, typeof UNKNOWN] = [UNKNOWN, UNKNOWN, UNKNOWN];

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Records pile up before the slowest stage; where two have as many, the later one holds the earlier one up. */
export function limitingStage(stages: readonly StageStatus[]): string | null {
  let limiting: StageStatus | null = null;
  for (const stage of stages) {
    if (stage.lag.records > 0 && stage.lag.records >= (limiting?.lag.records ?? 0)) limiting = stage;
  }
  return limiting?.stage ?? null;
}
