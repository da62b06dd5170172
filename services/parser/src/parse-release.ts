import type { ParsedRelease, RawRelease, RawReleasePresent } from '@presswatch/events';
import { emit, type Outcome, reject } from '@presswatch/stage/outcome';
import { decode } from './charset/index.ts';
import type { FormatInput } from './draft.ts';
import { finish } from './finish.ts';
import { chooseFormat } from './formats/index.ts';
import { isRefusal, type ParserReason } from './reasons.ts';
import { type TraceLine, traceTo } from './trace.ts';

export interface ParseOptions {
  /** When the release was fetched, ms since 1970. */
  readonly now: number;
  /** Takes an explanation line by line: what was found for which field, where. */
  readonly explain?: ((line: TraceLine) => void) | undefined;
}

/**
 * Reads a release: decodes its bytes, chooses the format that recognises it best, and makes the parsed event. Pure: the
 * same release and options give the same outcome.
 *
 * @returns one event, or a rejection with a reason of `ParserReason`; a removal passes through
 */
export function parseRelease(raw: RawRelease, options: ParseOptions): Outcome<ParsedRelease, ParserReason> {
  if (raw.state === 'removed') return emit({ ...raw });
  const parsed = parsePresent(raw, options);
  return isRefusal(parsed) ? reject(parsed.refused.code, parsed.refused.message) : emit(parsed);
}

function parsePresent(raw: RawReleasePresent, options: ParseOptions) {
  const trace = options.explain && traceTo(options.explain);
  if (raw.truncated) return tooLarge(raw);
  const decoded = decode(Buffer.from(raw.bytes, 'base64'), raw.charset);
  if (isRefusal(decoded)) return decoded;
  trace?.('charset', decoded.charset, decoded.by, raw.charset === undefined ? undefined : `labelled ${raw.charset}`);
  const { text } = decoded;
  const input: FormatInput = { text, mediaType: raw.mediaType, raw, hints: raw.hints ?? {}, now: options.now, trace };
  const format = chooseFormat(input);
  if (isRefusal(format)) return format;
  trace?.('format', format.name, 'recognised');
  return finish(format.read(input), format.name, input);
}

function tooLarge(raw: RawReleasePresent) {
  const size = `${(raw.size / 1024 / 1024).toFixed(1)} MiB`;
  const message = `The input is ${size}, over the size limit; only its beginning was kept. Look at what the source delivers, and bring it in again in parts.`;
  return { refused: { code: 'too-large', message } } as const;
}
