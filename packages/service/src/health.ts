import type { RunningStage } from '@presswatch/stage';

/** Whether a process lives and can do its work. */
export interface Health {
  readonly live: boolean;
  readonly ready: boolean;
  /** What is wrong, in sentences that say what to do. */
  readonly problems: readonly string[];
}

/**
 * Live as long as the event loop answers; ready once every stage runs and none is paused. A stage that waits for a
 * dependency is a problem to be told, no reason to send readers away.
 */
export function healthOf(stages: readonly RunningStage[] | undefined): Health {
  if (stages === undefined) return { live: true, ready: false, problems: ['the stages are being started'] };
  const problems: string[] = [];
  let ready = true;
  for (const { stage, health } of stages) {
    const state = health();
    if (state.state === 'paused' || state.state === 'stopped') ready = false;
    if (state.state === 'running') continue;
    problems.push('reason' in state ? state.reason : `${stage.name} has stopped`);
  }
  return { live: true, ready, problems };
}

/** The dependency that a stage waits for; null where it works or idles. */
export function waitingFor(stages: readonly RunningStage[] | undefined, name: string): string | null {
  const health = stages?.find(({ stage }) => stage.name === name)?.health();
  return health?.state === 'waiting' || health?.state === 'paused' ? health.reason : null;
}
