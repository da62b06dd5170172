import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** A stage's telemetry: the one place where stages are counted and timed. */
export interface StageMetrics {
  processed(count: number): void;
  skipped(reason: string): void;
  deadLetter(reason: string): void;
  retried(reason: string): void;
  /** An attempt at an event that did not succeed, by class. */
  failed(failure: FailureClass): void;
  /** 1 while the stage waits for a dependency, or is paused after a bug. */
  waiting(dependency: string, on: boolean): void;
  inFlight(bytes: number): void;
  batch(seconds: number): void;
  /** From the publishing of the raw release to the end of this stage. */
  age(seconds: number): void;
}

/**
 * `rejected`: the stage, or the schema, refused the event for good. `retry`: it failed and is tried again. `unavailable`:
 * something that the stage depends on is away. `threw`: the stage threw; `deadline`, `out-of-memory`, `worker-died`: what
 * it cost its worker.
 */
export type FailureClass =
  | 'rejected'
  | 'retry'
  | 'unavailable'
  | 'threw'
  | 'deadline'
  | 'out-of-memory'
  | 'worker-died';

const SECONDS = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3600];

type Families = ReturnType<typeof makeFamilies>;
const families = new WeakMap<Registry, Families>();

function makeFamilies(registry: Registry) {
  const registers = [registry];
  const counter = (name: string, help: string, ...labels: string[]) =>
    new Counter({ name: `presswatch_stage_${name}`, help, labelNames: ['stage', ...labels], registers });
  const gauge = (name: string, help: string, ...labels: string[]) =>
    new Gauge({ name: `presswatch_stage_${name}`, help, labelNames: ['stage', ...labels], registers });
  const histogram = (name: string, help: string) =>
    new Histogram({ name: `presswatch_stage_${name}`, help, labelNames: ['stage'], buckets: SECONDS, registers });
  return {
    processed: counter('processed_total', 'Events finished, whatever became of them'),
    skipped: counter('skipped_total', 'Events skipped, by reason', 'reason'),
    dead: counter('dead_letters_total', 'Dead letters written, by reason', 'reason'),
    failed: counter('failures_total', 'Attempts at an event that failed, by class', 'class'),
    retried: counter('retries_total', 'Tries that are made again, by reason', 'reason'),
    waiting: gauge('waiting', '1 while the stage waits for a dependency or is paused', 'dependency'),
    inFlight: gauge('in_flight_bytes', 'Bytes of events in work'),
    batch: histogram('batch_seconds', 'Time to handle a batch'),
    age: histogram('age_seconds', 'Time from the publishing of a raw release to the end of the stage'),
  };
}

export function createStageMetrics(registry: Registry, stage: string): StageMetrics {
  const family = families.get(registry) ?? makeFamilies(registry);
  families.set(registry, family);
  return {
    processed: (count) => family.processed.inc({ stage }, count),
    skipped: (reason) => family.skipped.inc({ stage, reason }),
    deadLetter: (reason) => family.dead.inc({ stage, reason }),
    failed: (failure) => family.failed.inc({ stage, class: failure }),
    retried: (reason) => family.retried.inc({ stage, reason }),
    waiting: (dependency, on) => family.waiting.set({ stage, dependency }, on ? 1 : 0),
    inFlight: (bytes) => family.inFlight.inc({ stage }, bytes),
    batch: (seconds) => family.batch.observe({ stage }, seconds),
    age: (seconds) => family.age.observe({ stage }, seconds),
  };
}
