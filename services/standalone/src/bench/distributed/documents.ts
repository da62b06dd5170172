import { type BulkBody, createBulkPacker } from '@presswatch/bench';
import type { EventLog, StoredRecord } from '@presswatch/event-log';
import { ENRICHED_RELEASE, type EnrichedRelease, fromHeaders } from '@presswatch/events';
import { captureDocumentOf, INDEXER_VERSION } from '@presswatch/indexer';
import { newReleaseOperations } from '@presswatch/release-index/opensearch';
import type { Offsets } from './positions.ts';

/** What the indexer wrote of a run, as bodies of bulk requests for another prefix. */
export interface ReadyDocuments {
  readonly releases: number;
  /** Both documents of each release. */
  readonly both: readonly BulkBody[];
  /** The search documents alone. */
  readonly search: readonly BulkBody[];
}

/** Reads the enriched releases from these offsets on and projects them as the indexer does. */
export async function readyDocuments(
  log: EventLog,
  from: Offsets,
  both: string,
  search: string,
): Promise<ReadyDocuments> {
  const pairs = createBulkPacker();
  const alone = createBulkPacker();
  const seen = new Set<string>();
  for await (const record of log.scan(ENRICHED_RELEASE.topic, { from: new Map(from.entries()) })) {
    const document = documentOf(record);
    if (seen.has(document.releaseId)) continue; // a further capture: to be merged, which takes more than a write
    seen.add(document.releaseId);
    const { capture, release } = newReleaseOperations(target(both), document);
    pairs.add(capture.action, capture.document ?? '');
    pairs.add(release.action, release.document ?? '');
    const only = newReleaseOperations(target(search), document).release;
    alone.add(only.action, only.document ?? '');
  }
  return { releases: seen.size, both: pairs.bodies(), search: alone.bodies() };
}

const target = (prefix: string) => ({ releases: `${prefix}-releases`, captures: `${prefix}-captures` });

function documentOf({ value, headers }: StoredRecord) {
  const event = JSON.parse(new TextDecoder().decode(value ?? undefined)) as EnrichedRelease;
  const document = captureDocumentOf(event, fromHeaders(headers));
  return { ...document, way: [...document.way, { stage: 'indexer', version: INDEXER_VERSION, at: Date.now() }] };
}
