import type { EventLog } from '@presswatch/event-log';
import type { StageTopic } from '@presswatch/inspection';
import { Gauge, type Registry } from 'prom-client';

/** Measures, whenever metrics are read, how many events wait for each stage and how old the oldest is. */
export function collectLag(registry: Registry, log: Pick<EventLog, 'lag'>, stages: readonly StageTopic[]): void {
  const registers = [registry];
  const labelNames = ['stage'] as const;
  const age = new Gauge({
    name: 'presswatch_stage_oldest_unfinished_seconds',
    help: 'Age of the oldest event that the stage has not finished; 0 where there is none',
    labelNames,
    registers,
  });
  new Gauge({
    name: 'presswatch_stage_lag_records',
    help: 'Events that the stage has not finished',
    labelNames,
    registers,
    async collect() {
      for (const { stage, topic } of stages) {
        const lag = await log.lag(topic, stage);
        this.set({ stage }, lag.records);
        age.set({ stage }, lag.oldestAt === null ? 0 : (Date.now() - lag.oldestAt) / 1000);
      }
    },
  });
}
