import type { EventLog } from '@presswatch/event-log';
import { Gauge, type Registry } from 'prom-client';

/** A stage and the topic it reads; its consumer group bears the stage's name. */
export interface MeasuredStage {
  readonly stage: string;
  readonly topic: string;
}

export interface LagOptions {
  /** ms: figures younger than this are told again. Default 3,000. */
  readonly keepMs?: number;
  /** ms that reading the metrics waits for new figures at the most; then the last ones are told. Default 2,000. */
  readonly patienceMs?: number;
  /** ms; default: the present time. */
  readonly clock?: () => number;
}

/**
 * Measures, when metrics are read, how many events wait for each stage and how old the oldest is. A log that is slow, or
 * away, never holds up the reading: the figures then are those of the last look, whose time is told with them.
 */
export function collectLag(
  registry: Registry,
  log: Pick<EventLog, 'lag'>,
  stages: readonly MeasuredStage[],
  { keepMs = 3_000, patienceMs = 2_000, clock = Date.now }: LagOptions = {},
): void {
  let at = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  // Whichever gauge is read first starts the look; the others wait for the same one.
  const collect = async (): Promise<void> => {
    if (clock() - at < keepMs) return;
    looking ??= look()
      .catch(() => undefined) // the time of the figures tells that there are no newer ones
      .finally(() => {
        looking = undefined;
      });
    await atMost(looking, patienceMs);
  };
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `presswatch_stage_${name}`, help, labelNames: ['stage'], registers: [registry], collect });
  const records = gauge('lag_records', 'Events that the stage has not finished');
  const age = gauge(
    'oldest_unfinished_seconds',
    'Age of the oldest event that the stage has not finished; 0 where there is none',
  );
  const measured = gauge(
    'lag_measured_timestamp_seconds',
    'When the lag was measured: an old time means that the log does not answer',
  );

  async function look(): Promise<void> {
    for (const { stage, topic } of stages) {
      const lag = await log.lag(topic, stage);
      const now = clock();
      records.set({ stage }, lag.records);
      age.set({ stage }, lag.oldestAt === null ? 0 : (now - lag.oldestAt) / 1000);
      measured.set({ stage }, now / 1000);
    }
    at = clock();
  }
}

async function atMost(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
