import type { EnrichedReleasePresent, ParsedReleasePresent, RawReleasePresent } from '@presswatch/events';
import { mintReleaseId, sha256 } from '@presswatch/identity';

/** The stages that are measured. Each gives null where it refuses its input. */
export interface Readers {
  /** Of the readings: ms since 1970. */
  readonly now: number;
  parse(raw: RawReleasePresent): Promise<ParsedReleasePresent | null>;
  enrich(parsed: ParsedReleasePresent): Promise<EnrichedReleasePresent | null>;
}

/** A document as a gold file holds it. */
export interface Document {
  readonly id: string;
  readonly url?: string | undefined;
  readonly bytes: Uint8Array;
  /** As the server said it, with parameters. */
  readonly contentType: string;
}

/** The document as the fetcher would have published it. */
export function rawReleaseOf({ id, url, bytes, contentType }: Document, now: number): RawReleasePresent {
  const [mediaType = '', ...parameters] = contentType.split(';').map((part) => part.trim());
  const charset = parameters.find((parameter) => /^charset=/i.test(parameter))?.slice('charset='.length);
  const source = { id: 'eval', kind: 'url' };
  return {
    state: 'present',
    releaseId: mintReleaseId({ link: url, path: id }, { sourceId: source.id }),
    capture: { fetchedAt: now, sha256: sha256(bytes) },
    source,
    ...(url === undefined ? {} : { url }),
    aliases: [],
    mediaType: mediaType.toLowerCase() || 'application/octet-stream',
    ...(charset ? { charset: charset.replaceAll('"', '') } : {}),
    size: bytes.length,
    bytes: Buffer.from(bytes).toString('base64'),
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The document of a case with `bytes` in base64. */
export const documentOf = (given: { readonly id: string; readonly [field: string]: unknown }): Document => ({
  id: given.id,
  url: typeof given.url === 'string' ? given.url : undefined,
  bytes: Buffer.from(text(given.bytes), 'base64'),
  contentType: text(given.contentType),
});

/** The plain text of a case, as a file of its own. */
export const textDocumentOf = (given: { readonly id: string; readonly [field: string]: unknown }): Document => ({
  id: given.id,
  bytes: Buffer.from(text(given.text), 'utf8'),
  contentType: 'text/plain; charset=utf-8',
});
