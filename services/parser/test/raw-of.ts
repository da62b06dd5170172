import type { ParsedReleasePresent, RawReleasePresent } from '@presswatch/events';
import { type ParseResult, parseRelease } from '../src/parse-release.ts';

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

/** What a format that answers at once makes of a release. */
export function outcomeOf(bytes: Uint8Array | string, more: Partial<RawReleasePresent> = {}): ParseResult {
  const outcome = parseRelease(rawOf(bytes, more), { now: NOW });
  if (outcome instanceof Promise) throw new Error('this format answers later: use parsedLater');
  return outcome;
}

function releaseOf(outcome: ParseResult): ParsedReleasePresent {
  const event = outcome.kind === 'emit' ? outcome.events[0] : undefined;
  if (event?.state !== 'present') throw new Error(`not parsed: ${JSON.stringify(outcome)}`);
  return event;
}

/** Parses, whether the format answers at once or later. */
export const parsedLater = async (bytes: Uint8Array | string, more: Partial<RawReleasePresent> = {}) =>
  releaseOf(await parseRelease(rawOf(bytes, more), { now: NOW }));

/** Parses, and fails where the release was not taken. */
export function parsed(bytes: Uint8Array | string, more: Partial<RawReleasePresent> = {}): ParsedReleasePresent {
  return releaseOf(outcomeOf(bytes, more));
}

/** The reason code of a rejection, whether the format answers at once or later. */
export async function refusalLater(bytes: Uint8Array | string, more: Partial<RawReleasePresent> = {}) {
  const outcome = await parseRelease(rawOf(bytes, more), { now: NOW });
  return outcome.kind === 'reject' ? outcome.reason.code : undefined;
}

/** The reason code of a rejection, or `undefined` where the release was taken. */
export function refusal(bytes: Uint8Array | string, more: Partial<RawReleasePresent> = {}): string | undefined {
  const outcome = outcomeOf(bytes, more);
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
    history: release.history?.map(({ at, note }) => `${time(at)}: ${note}`),
    withdrawn: release.withdrawn && `${time(release.withdrawn.at)}: ${release.withdrawn.note}`,
    links: release.links.length === 0 ? undefined : release.links.map((link) => link.url),
    body: release.body.map(({ kind, text, level }) => `${kind}${level ?? ''}: ${text}`),
  };
}
