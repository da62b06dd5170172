import type { DeadLetterDetail } from '@presswatch/dead-letters';
import { rawBytesOf } from '@presswatch/inspection';

/** Bytes of the beginning that is shown. */
const HEAD = 4096;

type Original = DeadLetterDetail['original'];

/** What a dead letter's record holds, for people: where it came from and how it begins. A record may hold anything. */
export function originalView({ value }: Original) {
  const bytes = value ?? new Uint8Array();
  const event = readEvent(bytes);
  const hints = asObject(event.hints);
  const raw = rawBytesOf(bytes);
  const shown = raw?.bytes ?? bytes;
  return {
    ...named('title', event.title ?? hints.title),
    ...named('url', event.url),
    ...named('fileName', hints.fileName),
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
