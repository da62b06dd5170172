import type { EnrichedRelease, ParsedRelease, RawRelease } from '@presswatch/events';
import type { PureHandler } from '@presswatch/stage';

/** What is tried: the parser, and the stage behind it where its offsets are to be checked too. */
export interface Subject {
  readonly parse: PureHandler<RawRelease, ParsedRelease>;
  readonly enrich?: PureHandler<ParsedRelease, EnrichedRelease>;
}

/** Modules of pure stages by their URLs, as the runner loads them. */
export interface SubjectModules {
  readonly parser: string;
  readonly enricher?: { readonly module: string; readonly data: unknown };
}

export async function loadSubject({ parser, enricher }: SubjectModules): Promise<Subject> {
  const parse = (await handlerOf(parser, undefined)) as Subject['parse'];
  if (!enricher) return { parse };
  return { parse, enrich: (await handlerOf(enricher.module, enricher.data)) as NonNullable<Subject['enrich']> };
}

async function handlerOf(module: string, data: unknown): Promise<unknown> {
  const { create } = (await import(module)) as { create: (data: unknown) => unknown };
  return create(data);
}
