import type { DeadLetterDetail } from '@presswatch/dead-letters';
import { rawBytesOf } from '@presswatch/inspection';

/** Bytes of the beginning that is shown. */
const HEAD = 4096;

type Original = DeadLetterDetail['original'];

/** What tells a dead letter's record from others, for people. A record may hold anything. */
export function subjectView({ value }: Original) {
  return subjectOf(readEvent(value ?? new Uint8Array()));
}

function subjectOf(event: Record<string, unknown>) {
  const hints = asObject(event.hints);
  return {
    ...named('title', event.title ?? hints.title),
    ...named('url', event.url),
    ...named('fileName', hints.fileName),
  };
}

/** What a dead letter's record holds: where it came from and how it begins. */
export function originalView({ value }: Original) {
  const bytes = value ?? new Uint8Array();
  const event = readEvent(bytes);
  const raw = rawBytesOf(bytes);
  const shown = raw?.bytes ?? bytes;
  return {
    ...subjectOf(event),
    ...named('source', asObject(event.source).id),
    ...named('releaseId', event.releaseId),
    mediaType: raw?.mediaType ?? 'application/json',
    size: shown.byteLength,
    head: new TextDecoder().decode(shown.subarray(0, HEAD)),
  };
}

const named = <N extends string>(name: N, value: unknown): { readonly [K in N]?: string } =>
  (typeof value === 'string' && value !== '' ? { [name]: value } : {}) as { readonly [K in N]?: string };

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

function readEvent(bytes: Uint8Array): Record<string, unknown> {
  try {
    return asObject(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
