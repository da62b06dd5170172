import { fts5Row, type ReleaseText, TEXT_FIELDS } from '@presswatch/query';

/** What queries ask of a release, as the fields that `toOpenSearch` names: for documents that are percolated. */
export function askedFields(text: ReleaseText): Record<string, unknown> {
  const row = fts5Row(text);
  return {
    terms: Object.fromEntries(TEXT_FIELDS.map((field) => [field, row[field]])),
    codes: row.codes === '' ? [] : row.codes.split(' '),
    firstSeen: text.firstSeenAt,
    ...(text.publishedAt === null ? {} : { publishedAt: text.publishedAt }),
  };
}
