import { PARSED_RELEASE, type ParsedRelease, RAW_RELEASE, type RawRelease } from '@presswatch/events';
import type { PureHandler, StageDescription } from '@presswatch/stage';
import { parseRelease } from './parse-release.ts';
import { PARSER_VERSION } from './version.ts';

/** What the runner needs to know of this stage. */
export const describe = (): StageDescription => ({
  name: 'parser',
  version: PARSER_VERSION,
  input: RAW_RELEASE,
  output: PARSED_RELEASE,
});

/** Makes the handler. The parser needs no data: everything it knows is in its tables. */
export const create = (): PureHandler<RawRelease, ParsedRelease> => (event, ctx) =>
  parseRelease(event, { now: ctx.now });
