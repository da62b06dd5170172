import type { Headers, HeaderValue } from '@presswatch/events';

/** Headers as JSON: a text as itself, bytes as a list of one base64 text. */
export function encodeHeaders(headers: Headers): string {
  const entries = Object.entries(headers);
  const asJson = ([name, value]: [string, HeaderValue]) => [
    name,
    typeof value === 'string' ? value : [Buffer.from(value).toString('base64')],
  ];
  return JSON.stringify(Object.fromEntries(entries.map(asJson)));
}

export function decodeHeaders(json: string): Headers {
  const stored = JSON.parse(json) as Record<string, string | [string]>;
  if (!json.includes('[')) return stored as Headers;
  const asValue = ([name, value]: [string, string | [string]]) => [
    name,
    typeof value === 'string' ? value : new Uint8Array(Buffer.from(value[0], 'base64')),
  ];
  return Object.fromEntries(Object.entries(stored).map(asValue));
}
