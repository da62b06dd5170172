import { type Erasures, ErasuresUnreadableError } from '@presswatch/erasures';
import { ENRICHED_RELEASE, type EnrichedRelease } from '@presswatch/events';
import { IndexUnavailableError, type ReleaseWriter, type UpsertResult } from '@presswatch/release-index';
import { type EffectStage, emit, type Outcome, reject, type StageInput, skip, unavailable } from '@presswatch/stage';
import { captureDocumentOf } from './project.ts';

/** Of what the indexer writes; part of every release's way. */
export const INDEXER_VERSION = '1';

/** Why the indexer does not write a release: it was erased, or the index said that it can never be written. */
export type IndexerReason = 'erased' | `index-${string}`;

/** The stage that writes enriched releases to the index, but none that was erased. It emits nothing. */
export function createIndexer(writer: ReleaseWriter, erasures: Erasures): EffectStage<EnrichedRelease, never> {
  return {
    name: 'indexer',
    version: INDEXER_VERSION,
    input: ENRICHED_RELEASE,
    handler: { runBatch: (inputs) => writeUnerased(writer, erasures, inputs) },
    erase: (keys) => writer.erase(keys),
  };
}

type Inputs = readonly StageInput<EnrichedRelease>[];
type Outcomes = readonly Outcome<never, IndexerReason>[];

const ERASED: Outcome<never, IndexerReason> = skip('erased', 'the release was erased and is refused for ever');

async function writeUnerased(writer: ReleaseWriter, erasures: Erasures, inputs: Inputs): Promise<Outcomes> {
  let erased: ReadonlySet<string>;
  try {
    erased = await erasures.erasedOf(inputs.map(({ event }) => event.releaseId));
  } catch (error) {
    if (!(error instanceof ErasuresUnreadableError)) throw error;
    return inputs.map(() => unavailable('records', error.message));
  }
  if (erased.size === 0) return write(writer, inputs);
  const written = (
    await write(
      writer,
      inputs.filter(({ event }) => !erased.has(event.releaseId)),
    )
  ).values();
  return inputs.map(({ event }) => (erased.has(event.releaseId) ? ERASED : (written.next().value ?? ERASED)));
}

async function write(writer: ReleaseWriter, inputs: Inputs): Promise<Outcomes> {
  if (inputs.length === 0) return [];
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
