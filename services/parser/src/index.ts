export { type ParseOptions, type ParseResult, parseRelease } from './parse-release.ts';
export type { ParserReason } from './reasons.ts';
export type { TraceLine } from './trace.ts';

/** The module of the pure stage, for the runner's workers. */
export const parserModule: URL = new URL('./stage.ts', import.meta.url);
