import { contentVersion, type Shown, withdrawnAt } from '@presswatch/identity';
import { fts5Row, TEXT_FIELDS } from '@presswatch/query';
import type { CaptureDocument } from '../../documents.ts';
import { aliasForms, facetValues, searchableText } from '../../projection.ts';
import { publishedAtOf, sortMoment } from '../../times.ts';
import { FACET_SEPARATOR } from '../mapping.ts';

/** What merging must know of a release beside what is searched. */
export interface MergeState {
  readonly newest: Shown['newest'];
  readonly content: Shown['content'];
  /** Of the newest capture where only removals were seen: nothing of it is shown, but its source is found. */
  readonly removal?: CaptureDocument;
}

/** The capture that a release shows, and its JSON, made once. */
export interface ShownDocument {
  readonly document: CaptureDocument;
  readonly json: string;
}

/**
 * The fields by which a release that shows this capture is found and counted, without `shown`: terms as the embedded
 * index holds them, so that both find the same.
 *
 * @param document of the newest capture that is not removed, else of the newest
 */
export function indexFields(document: CaptureDocument, shown: Shown): Record<string, unknown> {
  const { content, source } = document;
  const row = fts5Row(searchableText(document, shown.firstSeen));
  const publishedAt = publishedAtOf(content);
  return {
    releaseId: document.releaseId,
    version: shown.version,
    contentVersion: contentVersion(shown) ?? undefined,
    firstSeen: shown.firstSeen,
    withdrawnAt: withdrawnAt(shown) ?? undefined,
    publishedAt: publishedAt ?? undefined,
    sortAt: sortMoment(publishedAt, shown.firstSeen),
    ingestedAt: document.ingestedAt,
    terms: Object.fromEntries(TEXT_FIELDS.map((field) => [field, row[field] === '' ? undefined : row[field]])),
    codes: row.codes.split(' '),
    facet: facetFields(document),
    source: source.id,
    origin: document.origin,
    ...(content === null ? {} : shownFields(content)),
  };
}

function shownFields(content: NonNullable<CaptureDocument['content']>): Record<string, unknown> {
  return {
    title: content.title,
    issuer: content.issuer?.name,
    distributor: content.distributor?.name,
    countries: content.countries,
    entities: content.entities.map((entity) => entity.name),
    topics: content.topics.map((topic) => topic.name || topic.id),
    kind: content.kind,
    language: content.language,
    format: content.format,
  };
}

function facetFields(document: CaptureDocument): Record<string, string[]> {
  const byField: Record<string, string[]> = {};
  for (const { field, value, label } of facetValues(document)) {
    const values = byField[field] ?? [];
    values.push(`${value}${FACET_SEPARATOR}${label}`);
    byField[field] = values;
  }
  return byField;
}

/**
 * The search document as one line of JSON.
 *
 * @param from the capture that is shown; the newest one where only removals were seen
 */
export function searchDocumentJson(from: ShownDocument, shown: Shown): string {
  const { newest, content } = shown;
  const merge: MergeState = { newest, content, ...(content === null ? { removal: from.document } : {}) };
  const fields = JSON.stringify({ ...indexFields(from.document, shown), merge });
  return content === null ? fields : `${fields.slice(0, -1)},"shown":${from.json}}`;
}

/** The capture document as one line of JSON. @param json of the document */
export function captureDocumentJson(document: CaptureDocument, json: string): string {
  const { capture, epoch } = document;
  const fields = {
    releaseId: document.releaseId,
    fetchedAt: capture.fetchedAt,
    epoch,
    sha256: capture.sha256,
    removed: document.content === null,
    aliases: aliasForms(document),
  };
  return `${JSON.stringify(fields).slice(0, -1)},"document":${json}}`;
}
