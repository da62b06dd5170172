import { type SourceStatus, sourceStatusSchema } from '@presswatch/events';
import type { RecordStore } from '@presswatch/records';
import { decide, isEnabled, readDecisions } from './decisions.ts';
import { publicUrl } from './public-url.ts';
import type { SourceConfig } from './source-config.ts';
import { SOURCE_STATUS_RECORD } from './status-record.ts';

/** A source as people see it: what is configured and decided, and the last that was heard of it. Times in ms. */
export interface SourceListing {
  readonly id: string;
  readonly kind: string;
  readonly title?: string;
  readonly url?: string;
  readonly enabled: boolean;
  /** `unknown` before the first look. */
  readonly state: string;
  readonly since?: number;
  readonly checkedAt?: number;
  readonly lastSuccess?: number;
  readonly nextAt?: number;
  readonly itemsSeen?: number;
  readonly reason?: string;
  readonly message?: string;
}

export interface SourceCommands {
  list(): Promise<readonly SourceListing[]>;
  /** `unknown`: there is no source of this id. A running fetcher takes it up within seconds. */
  setEnabled(id: string, enabled: boolean): Promise<'changed' | 'unchanged' | 'unknown'>;
}

/** What `sources list|enable|disable` use, in whatever process. */
export function createSourceCommands(deps: {
  readonly sources: readonly SourceConfig[];
  readonly records: RecordStore;
  readonly clock?: () => number;
}): SourceCommands {
  const { sources, records, clock = Date.now } = deps;
  return {
    async list() {
      const decisions = await readDecisions(records);
      return Promise.all(sources.map((source) => listing(source, isEnabled(source, decisions), records)));
    },
    async setEnabled(id, enabled) {
      const source = sources.find((candidate) => candidate.id === id);
      if (!source) return 'unknown';
      if (isEnabled(source, await readDecisions(records)) === enabled) return 'unchanged';
      await decide(records, id, { enabled, at: clock() });
      return 'changed';
    },
  };
}

async function listing(source: SourceConfig, enabled: boolean, records: RecordStore): Promise<SourceListing> {
  const stored = await records.get(SOURCE_STATUS_RECORD, source.id);
  const status: SourceStatus | undefined = sourceStatusSchema.safeParse(stored?.value).data;
  const { state = 'unknown', since, checkedAt, lastSuccess, nextAt, itemsSeen, reason, message } = status ?? {};
  const heard = Object.entries({ since, checkedAt, lastSuccess, nextAt, itemsSeen, reason, message });
  return {
    id: source.id,
    kind: source.kind,
    ...(source.title !== undefined && { title: source.title }),
    ...(source.kind === 'feed' && { url: publicUrl(source.url) }),
    enabled,
    state,
    ...Object.fromEntries(heard.filter(([, value]) => value !== undefined)),
  };
}
