import { type EventLog, parsePosition } from '@presswatch/event-log';
import { type RawRelease, rawReleaseSchema } from '@presswatch/events';
import { captureKey } from '@presswatch/identity';
import type { CaptureDocument } from '@presswatch/release-index';

/** The original bytes of a capture, as fetched. */
export interface RawBytes {
  readonly bytes: Uint8Array;
  /** As labelled; it may be wrong. */
  readonly mediaType: string;
  readonly charset?: string;
  /** The input was over the size limit: these are its first bytes only. */
  readonly truncated: boolean;
  readonly fileName?: string;
}

/** Fetches the original bytes of a capture from the log; null where they were erased, or the look found it gone. */
export async function readRaw(log: Pick<EventLog, 'readAt'>, document: CaptureDocument): Promise<RawBytes | null> {
  const position = document.rawAt === undefined ? undefined : parsePosition(document.rawAt);
  if (position === undefined) return null;
  const record = await log.readAt(position, captureKey(document.releaseId, document.capture));
  if (record === null || record.value === null) return null;
  return presentBytes(rawReleaseSchema.parse(parseJson(record.value)));
}

/** The original bytes within a record's value; null where it is no raw release, or one that was found gone. */
export function rawBytesOf(value: Uint8Array): RawBytes | null {
  let json: unknown;
  try {
    json = parseJson(value);
  } catch {
    return null; // any other value may be anything
  }
  const { data } = rawReleaseSchema.safeParse(json);
  return data === undefined ? null : presentBytes(data);
}

const parseJson = (value: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(value));

function presentBytes(raw: RawRelease): RawBytes | null {
  if (raw.state !== 'present') return null;
  const fileName = raw.hints?.fileName;
  return {
    bytes: Buffer.from(raw.bytes, 'base64'),
    mediaType: raw.mediaType,
    ...(raw.charset === undefined ? {} : { charset: raw.charset }),
    truncated: raw.truncated === true,
    ...(fileName === undefined ? {} : { fileName }),
  };
}
