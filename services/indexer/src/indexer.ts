import { ENRICHED_RELEASE, type EnrichedRelease } from '@presswatch/events';
import { IndexUnavailableError, type ReleaseWriter, type UpsertResult } from '@presswatch/release-index';
import { type EffectStage, emit, type Outcome, reject, type StageInput, unavailable } from '@presswatch/stage';
import { captureDocumentOf } from './project.ts';

/** Of what the indexer writes; part of every release's way. */
export const INDEXER_VERSION = '1';

/** Why the indexer refuses a release: the index said that it can never be written. */
export type IndexerReason = `index-${string}`;

/** The stage that writes enriched releases to the index. It emits nothing. */
export function createIndexer(writer: ReleaseWriter): EffectStage<EnrichedRelease, never> {
  return {
    name: 'indexer',
    version: INDEXER_VERSION,
    input: ENRICHED_RELEASE,
    handler: { runBatch: (inputs) => write(writer, inputs) },
    erase: (keys) => writer.erase(keys),
  };
}

async function write(
  writer: ReleaseWriter,
  inputs: readonly StageInput<EnrichedRelease>[],
): Promise<readonly Outcome<never, IndexerReason>[]> {
  try {
    const now = Date.now();
    const results = await writer.upsert(
      inputs.map(({ event, ctx }) => {
        const document = captureDocumentOf(event, ctx.envelope);
        return { ...document, way: [...document.way, { stage: 'indexer', version: INDEXER_VERSION, at: now }] };
      }),
    );
    return results.map(outcomeOf);
  } catch (error) {
    if (!(error instanceof IndexUnavailableError)) throw error;
    return inputs.map(() => unavailable('index', error.message));
  }
}

const outcomeOf = (result: UpsertResult): Outcome<never, IndexerReason> =>
  result.kind === 'done' ? emit() : reject(`index-${result.code}`, result.message);
