import { ENRICHED_RELEASE, type EnrichedRelease, PARSED_RELEASE, type ParsedRelease } from '@presswatch/events';
import { loadSnapshot } from '@presswatch/gazetteer';
import { emit, type PureHandler, type StageDescription } from '@presswatch/stage';
import { ENRICHER_VERSION, enrichRelease } from './enrich-release.ts';

/** What a worker needs to know: the folders of lists. */
export interface EnricherData {
  readonly folders: readonly string[];
}

export const describe = (): StageDescription => ({
  name: 'enricher',
  version: ENRICHER_VERSION,
  input: PARSED_RELEASE,
  output: ENRICHED_RELEASE,
});

/**
 * Reads the lists once, then handles releases without any further input or output.
 * @throws GazetteerError where a list is wrong, naming file and line
 */
export function create({ folders }: EnricherData): PureHandler<ParsedRelease, EnrichedRelease> {
  const snapshot = loadSnapshot(folders);
  return (release) => emit(enrichRelease(release, snapshot));
}
