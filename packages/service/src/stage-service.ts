import type { EventKind } from '@presswatch/events';
import type { SettingName } from '@presswatch/service-kit';
import { type EffectStage, type PureStage, type StageSettings, startStage } from '@presswatch/stage';
import { closeInOrder } from './close-in-order.ts';
import { healthOf } from './health.ts';
import { collectLag } from './lag-metrics.ts';
import { waitForLog } from './ports.ts';
import type { RunningService, ServiceContext } from './run-service.ts';

/** What a stage's process has to know of it before it is loaded. */
export interface StageOutline {
  readonly name: string;
  readonly input: EventKind;
  readonly output?: EventKind;
}

/** A stage made ready to be started, and how to close what it was made of. */
export interface ReadyStage {
  readonly definition: EffectStage<never, unknown> | PureStage;
  /** Where the usual ones do not suit it. */
  readonly settings?: StageSettings;
  close(): Promise<void>;
}

type StageContext<N extends SettingName> = ServiceContext<
  N | 'log' | 'kafkaTls' | 'kafkaCa' | 'kafkaSasl' | 'kafkaUser' | 'kafkaPassword'
>;

/** Waits for the log, then runs one stage over it, with the lag of that stage among the metrics. */
export async function startStageService<N extends SettingName>(
  outline: StageOutline,
  context: StageContext<N>,
  make: () => Promise<ReadyStage>,
): Promise<RunningService> {
  const { logger, registry, settings } = context;
  const { name, input, output } = outline;
  const used = {
    topics: [input.topic, ...(output === undefined ? [] : [output.topic])],
    stages: [{ stage: name, topic: input.topic }],
  };
  const log = await waitForLog(settings, used, 'consumer', context);
  const closing = closeInOrder();
  closing.closes(log);
  try {
    const { definition, settings: own = {} } = closing.closes(await make());
    const stage = await startStage(definition, { log, logger, registry, settings: own });
    closing.closes({ close: () => stage.stop() });
    collectLag(registry, log, [{ stage: name, topic: input.topic }]);
    return { health: () => healthOf([stage]), ended: stage.ended, stop: closing.close };
  } catch (error) {
    await closing.close();
    throw error;
  }
}
