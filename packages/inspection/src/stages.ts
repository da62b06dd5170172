import { ENRICHED_RELEASE, PARSED_RELEASE, RAW_RELEASE } from '@presswatch/events';
import type { StageTopic } from './pipeline-status.ts';

/** The stages that consume, in the order in which a release passes them; a stage's group bears its name. */
export const STAGES: readonly StageTopic[] = [
  { stage: 'parser', topic: RAW_RELEASE.topic },
  { stage: 'enricher', topic: PARSED_RELEASE.topic },
  { stage: 'indexer', topic: ENRICHED_RELEASE.topic },
];
