import { type RecordStore, VersionConflictError } from '@presswatch/records';
import type { SourceConfig } from './source-config.ts';

/** The kind of record that holds what people decided about a source: `{ enabled, at }`, its id the source's. */
export const SOURCE_DECISION = 'source-decision';

/** A decision overrules what the list says. */
export interface SourceDecision {
  readonly enabled: boolean;
  /** ms */
  readonly at: number;
}

const isDecision = (value: unknown): value is SourceDecision =>
  typeof value === 'object' && value !== null && 'enabled' in value && typeof value.enabled === 'boolean';

const PAGE = 1_000;

/** All decisions, by source. */
export async function readDecisions(records: RecordStore): Promise<ReadonlyMap<string, boolean>> {
  const decisions = new Map<string, boolean>();
  let after: string | undefined;
  for (;;) {
    const page = await records.scan(SOURCE_DECISION, { limit: PAGE, ...(after !== undefined && { after }) });
    for (const { id, value } of page) if (isDecision(value)) decisions.set(id, value.enabled);
    after = page.at(-1)?.id;
    if (page.length < PAGE || after === undefined) return decisions;
  }
}

export const isEnabled = (source: SourceConfig, decisions: ReadonlyMap<string, boolean>): boolean =>
  decisions.get(source.id) ?? source.enabled;

/** Keeps a decision; a running fetcher takes it up within seconds. The last who decides wins. */
export async function decide(records: RecordStore, id: string, decision: SourceDecision): Promise<void> {
  for (;;) {
    const present = await records.get(SOURCE_DECISION, id);
    if (present === null) {
      if ((await records.create(SOURCE_DECISION, id, decision)) !== null) return;
      continue;
    }
    try {
      await records.put(SOURCE_DECISION, id, decision, present.version);
      return;
    } catch (error) {
      if (!(error instanceof VersionConflictError)) throw error;
    }
  }
}
