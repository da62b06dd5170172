import { enricherModule } from '@presswatch/enricher';
import type { Readers } from '@presswatch/eval';
import type { EnrichedRelease, Envelope, ParsedRelease, RawRelease } from '@presswatch/events';
import { parserModule } from '@presswatch/parser';
import { readSettings } from '@presswatch/service-kit';
import type { PureHandler, PureStageModule } from '@presswatch/stage';
import { ROOT } from '../root.ts';

/** Loads a pure stage as the runner's workers do. */
async function handlerOf<I, O>(module: URL, data: unknown): Promise<PureHandler<I, O>> {
  const { create } = (await import(module.href)) as PureStageModule<I, O>;
  return create(data);
}

/** The event that a handler makes of another; null where it refuses. */
function answers<I, O>(handler: PureHandler<I, O>, now: number): (event: I) => Promise<O | null> {
  const envelope: Envelope = {
    id: 'eval',
    type: 'presswatch.release.raw.v1',
    source: '/presswatch/eval',
    specversion: '1.0',
    time: new Date(now).toISOString(),
    origin: 'replay',
    epoch: 0,
    ingestedAt: now,
    hops: [],
  };
  return async (event) => {
    const outcome = await handler(event, { envelope, now });
    return outcome.kind === 'emit' ? (outcome.events[0] ?? null) : null;
  };
}

/** Parser and enricher as they run in the pipeline, with the lists of the settings. */
export async function openReaders(now: number): Promise<Readers> {
  const { gazetteer } = readSettings(process.env, ROOT);
  const parse = answers(await handlerOf<RawRelease, ParsedRelease>(parserModule, undefined), now);
  const data = { folders: gazetteer };
  const enrich = answers(await handlerOf<ParsedRelease, EnrichedRelease>(enricherModule, data), now);
  const present = <T extends { state: string }>(event: T | null) =>
    event?.state === 'present' ? (event as Extract<T, { state: 'present' }>) : null;
  return {
    now,
    parse: async (raw) => present(await parse(raw)),
    enrich: async (parsed) => present(await enrich(parsed)),
  };
}
