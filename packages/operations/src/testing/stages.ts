import {
  ENRICHED_RELEASE,
  type EnrichedRelease,
  PARSED_RELEASE,
  type ParsedRelease,
  RAW_RELEASE,
  type RawRelease,
} from '@presswatch/events';
import { contentHash } from '@presswatch/identity';
import type { CaptureDocument, ReleaseWriter } from '@presswatch/release-index';
import { type EffectStage, emit, type Outcome, reject, type StageContext } from '@presswatch/stage';

/** A parser for tests: the first line is the title; `suffix` tells one version from another. */
export const parserOf = (suffix = '', onRun?: () => void): EffectStage<RawRelease, ParsedRelease> => ({
  name: 'parser',
  version: '1',
  input: RAW_RELEASE,
  output: PARSED_RELEASE,
  handler: {
    run: async (raw) => {
      onRun?.();
      return parse(raw, suffix);
    },
  },
});

function parse(raw: RawRelease, suffix: string): Outcome<ParsedRelease> {
  const { releaseId, capture, source, aliases } = raw;
  const base = { releaseId, capture, source, aliases, ...(raw.url === undefined ? {} : { url: raw.url }) };
  if (raw.state === 'removed') return emit({ state: 'removed', reason: raw.reason, ...base });
  const text = Buffer.from(raw.bytes, 'base64').toString();
  if (text === 'poison') return reject('empty', 'there is no text; look at the source');
  const [first = '', ...body] = text.split('\n');
  const title = `${first}${suffix}`;
  return emit({
    state: 'present',
    ...base,
    format: 'plain-text',
    parserVersion: `1${suffix}`,
    title,
    kind: 'press-release',
    body: body.map((line) => ({ kind: 'paragraph', text: line })),
    links: [],
    contentHash: contentHash(title, body),
  });
}

export const enricherOf = (): EffectStage<ParsedRelease, EnrichedRelease> => ({
  name: 'enricher',
  version: '1',
  input: PARSED_RELEASE,
  output: ENRICHED_RELEASE,
  handler: { run: async (parsed) => emit(enrich(parsed)) },
});

function enrich(parsed: ParsedRelease): EnrichedRelease {
  if (parsed.state === 'removed') return parsed;
  return {
    ...parsed,
    enricherVersion: '1',
    gazetteerVersion: '1',
    entities: [],
    mentions: [],
    countries: [],
    topics: [],
    fingerprint: '0'.repeat(16),
  };
}

export const indexerOf = (writer: ReleaseWriter): EffectStage<EnrichedRelease, never> => ({
  name: 'indexer',
  version: '1',
  input: ENRICHED_RELEASE,
  handler: {
    runBatch: async (inputs) => {
      const results = await writer.upsert(inputs.map(({ event, ctx }) => documentOf(event, ctx)));
      return results.map((result) => (result.kind === 'done' ? emit() : reject(result.code, result.message)));
    },
  },
  erase: (keys) => writer.erase(keys),
});

function documentOf(release: EnrichedRelease, { envelope }: StageContext): CaptureDocument {
  const { releaseId, capture, source, aliases } = release;
  const { epoch, origin, ingestedAt, hops, rawAt } = envelope;
  const document = {
    releaseId,
    capture,
    epoch,
    origin,
    source,
    aliases,
    ingestedAt,
    way: hops,
    ...(rawAt === undefined ? {} : { rawAt }),
  };
  if (release.state === 'removed') return { ...document, content: null };
  const { title, kind, format, body, entities, mentions, countries, topics, fingerprint, contentHash: hash } = release;
  const { parserVersion, enricherVersion, gazetteerVersion } = release;
  const content = { title, kind, format, body, links: [], entities, mentions, countries, topics, fingerprint };
  const versions = { parserVersion, enricherVersion, gazetteerVersion };
  return { ...document, content: { ...content, ...versions, contentHash: hash } };
}
