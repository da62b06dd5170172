import type { DeadLetterDeps } from '@presswatch/dead-letters';
import type { StageTopic } from '@presswatch/inspection';

/** A stage's consumer group bears its name. */
export const groupsOf = (stages: readonly StageTopic[]): DeadLetterDeps['topics'] =>
  stages.map(({ stage, topic }) => ({ group: stage, topic }));
