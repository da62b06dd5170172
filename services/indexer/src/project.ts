import type { EnrichedRelease, EnrichedReleasePresent, Envelope } from '@presswatch/events';
import type { CaptureDocument, ReleaseContent } from '@presswatch/release-index';

/**
 * Projects an enriched release onto the document that the index keeps of its capture. Only named fields pass: a field
 * that the index does not know never reaches it.
 */
export function captureDocumentOf(release: EnrichedRelease, envelope: Envelope): CaptureDocument {
  const { releaseId, source, aliases } = release;
  return {
    releaseId,
    capture: { fetchedAt: release.capture.fetchedAt, sha256: release.capture.sha256 },
    epoch: envelope.epoch,
    origin: envelope.origin,
    source,
    aliases: release.url === undefined ? aliases : [...new Set([release.url, ...aliases])],
    ingestedAt: envelope.ingestedAt,
    way: envelope.hops,
    ...(envelope.rawAt === undefined ? {} : { rawAt: envelope.rawAt }),
    content: release.state === 'removed' ? null : contentOf(release),
  };
}

function contentOf(release: EnrichedReleasePresent): ReleaseContent {
  const { title, kind, format, body, links, entities, mentions, countries, topics, fingerprint, contentHash } = release;
  const { parserVersion, enricherVersion, gazetteerVersion } = release;
  return {
    title,
    kind,
    format,
    body,
    links: links.map(({ url, text }) => (text === undefined ? { url } : { url, text })),
    entities,
    mentions,
    countries,
    topics,
    fingerprint,
    contentHash,
    parserVersion,
    enricherVersion,
    gazetteerVersion,
    ...(release.url === undefined ? {} : { url: release.url }),
    ...(release.issuer === undefined ? {} : { issuer: release.issuer }),
    ...(release.distributor === undefined ? {} : { distributor: distributorOf(release.distributor) }),
    ...(release.published === undefined ? {} : { published: release.published }),
    ...(release.modified === undefined ? {} : { modified: release.modified }),
    ...(release.language === undefined ? {} : { language: release.language }),
    ...(release.namedTo === undefined ? {} : { namedTo: release.namedTo }),
    ...(release.dateline === undefined ? {} : { dateline: release.dateline }),
    ...(release.tickers === undefined ? {} : { tickers: release.tickers }),
    ...(release.contacts === undefined ? {} : { contacts: release.contacts }),
    ...(release.history === undefined ? {} : { history: release.history }),
    ...(release.withdrawn === undefined ? {} : { withdrawn: release.withdrawn }),
    ...(release.provenance === undefined ? {} : { provenance: release.provenance }),
  };
}

const distributorOf = ({ name, at }: NonNullable<EnrichedReleasePresent['distributor']>) =>
  at === undefined ? { name } : { name, at };
