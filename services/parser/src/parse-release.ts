import type { ParsedRelease, ParsedReleasePresent, RawRelease, RawReleasePresent } from '@presswatch/events';
import { emit, type Outcome, reject } from '@presswatch/stage/outcome';
import { decode } from './charset/index.ts';
import type { BytesFormat, BytesInput, Draft, FormatInput } from './draft.ts';
import { finish } from './finish.ts';
import { BYTES_FORMATS, chooseFormat } from './formats/index.ts';
import { isRefusal, type ParserReason, type Refusal } from './reasons.ts';
import { type TraceLine, traceTo } from './trace.ts';

export interface ParseOptions {
  /** When the release was fetched, ms since 1970. */
  readonly now: number;
  /** Takes an explanation line by line: what was found for which field, where. */
  readonly explain?: ((line: TraceLine) => void) | undefined;
}

/** What parsing gives: most formats answer at once, those that lean on a library which answers later do so too. */
export type ParseResult = Outcome<ParsedRelease, ParserReason>;

/**
 * Reads a release: decodes its bytes, chooses the format that recognises it best, and makes the parsed event. Pure: the
 * same release and options give the same outcome.
 *
 * @returns one event, or a rejection with a reason of `ParserReason`; a removal passes through
 */
export function parseRelease(raw: RawRelease, options: ParseOptions): ParseResult | Promise<ParseResult> {
  if (raw.state === 'removed') return emit({ ...raw });
  const parsed = parsePresent(raw, options);
  return parsed instanceof Promise ? parsed.then(outcomeOf) : outcomeOf(parsed);
}

const outcomeOf = (parsed: ParsedReleasePresent | Refusal): ParseResult =>
  isRefusal(parsed) ? reject(parsed.refused.code, parsed.refused.message) : emit(parsed);

type Parsed = ParsedReleasePresent | Refusal;

function parsePresent(raw: RawReleasePresent, options: ParseOptions): Parsed | Promise<Parsed> {
  const trace = options.explain && traceTo(options.explain);
  if (raw.truncated) return tooLarge(raw);
  const bytes = Buffer.from(raw.bytes, 'base64');
  const input: BytesInput = { bytes, mediaType: raw.mediaType, raw, hints: raw.hints ?? {}, now: options.now, trace };
  const format = BYTES_FORMATS.find((candidate) => candidate.recognise(input));
  return format === undefined ? parseText(input) : parseBytes(format, input);
}

function parseBytes(format: BytesFormat, input: BytesInput): Parsed | Promise<Parsed> {
  input.trace?.('format', format.name, 'recognised');
  const finished = (draft: Draft | Refusal) => (isRefusal(draft) ? draft : finish(draft, format.name, input));
  const draft = format.read(input);
  return draft instanceof Promise ? draft.then(finished) : finished(draft);
}

function parseText(bytesInput: BytesInput): Parsed {
  const { bytes, raw, trace } = bytesInput;
  const decoded = decode(bytes, raw.charset);
  if (isRefusal(decoded)) return decoded;
  trace?.('charset', decoded.charset, decoded.by, raw.charset === undefined ? undefined : `labelled ${raw.charset}`);
  const input: FormatInput = { ...bytesInput, text: decoded.text };
  const format = chooseFormat(input);
  if (isRefusal(format)) return format;
  trace?.('format', format.name, 'recognised');
  const draft = format.read(input);
  return isRefusal(draft) ? draft : finish(draft, format.name, input);
}

function tooLarge(raw: RawReleasePresent) {
  const size = `${(raw.size / 1024 / 1024).toFixed(1)} MiB`;
  const message = `The input is ${size}, over the size limit; only its beginning was kept. Look at what the source delivers, and bring it in again in parts.`;
  return { refused: { code: 'too-large', message } } as const;
}
