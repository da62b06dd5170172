import type { ParsedReleasePresent, RawReleasePresent } from '@presswatch/events';
import { parseRelease } from '../src/parse-release.ts';

/** When the fixtures were fetched. */
export const NOW = Date.UTC(2025, 0, 15);

/** A raw release around some bytes. */
export function rawOf(bytes: Uint8Array | string, more: Partial<RawReleasePresent> = {}): RawReleasePresent {
  const buffer = Buffer.from(bytes);
  return {
    state: 'present',
    releaseId: '0'.repeat(32),
    capture: { fetchedAt: NOW, sha256: '0'.repeat(64) },
    source: { id: 'test', kind: 'folder' },
    aliases: [],
    mediaType: 'text/plain',
    size: buffer.length,
    bytes: buffer.toString('base64'),
    ...more,
  };
}

/** Parses, and fails where the release was not taken. */
export function parsed(bytes: Uint8Array | string, more: Partial<RawReleasePresent> = {}): ParsedReleasePresent {
  const outcome = parseRelease(rawOf(bytes, more), { now: NOW });
  const event = outcome.kind === 'emit' ? outcome.events[0] : undefined;
  if (event?.state !== 'present') throw new Error(`not parsed: ${JSON.stringify(outcome)}`);
  return event;
}

/** The reason code of a rejection, or `undefined` where the release was taken. */
export function refusal(bytes: Uint8Array | string, more: Partial<RawReleasePresent> = {}): string | undefined {
  const outcome = parseRelease(rawOf(bytes, more), { now: NOW });
  return outcome.kind === 'reject' ? outcome.reason.code : undefined;
}

/** A parsed release in the short form that the fixtures' expectations have. */
export function outlineOf(release: ParsedReleasePresent) {
  const time = (stated: ParsedReleasePresent['published']) =>
    stated && `${stated.value}${stated.zone ?? ''} (${stated.precision}, ${stated.from})`;
  return {
    format: release.format,
    title: release.title,
    kind: release.kind,
    issuer: release.issuer && `${release.issuer.name} (${release.issuer.from})`,
    published: time(release.published),
    modified: time(release.modified),
    distributor:
      release.distributor && [release.distributor.name, time(release.distributor.at)].filter(Boolean).join(', '),
    language: release.language,
    aliases: release.aliases.length === 0 ? undefined : release.aliases,
    links: release.links.length === 0 ? undefined : release.links.map((link) => link.url),
    body: release.body.map(({ kind, text, level }) => `${kind}${level ?? ''}: ${text}`),
  };
}
