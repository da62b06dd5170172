import type { Format, FormatInput } from '../../draft.ts';
import { readContentItem } from './read.ts';

const JSON_LABEL = /^(?:application\/(?:json|octet-stream)|text\/(?:json|plain)|application\/.{1,60}\+json)$/;
const ADDRESS = /^https?:\/\/[^/]{1,100}\/api\/content\//;
/** Fields that every item has. No other JSON document has several of them. */
const MARKS =
  /"(?:base_path|content_id|document_type|schema_name|publishing_app|public_updated_at|first_published_at)"/g;
const LOOK = 8 * 1024;
const ENOUGH = 3;

/** The marks stand before or after the fields that may be long (links, details). */
function recognise({ text, mediaType, raw }: FormatInput): number {
  if (!JSON_LABEL.test(mediaType) || !/^\s*\{/.test(text.slice(0, 100))) return 0;
  const ends = text.length <= 2 * LOOK ? text : text.slice(0, LOOK) + text.slice(-LOOK);
  const marks = new Set(ends.match(MARKS)).size;
  if (marks >= ENOUGH) return 0.97;
  return marks > 0 && ADDRESS.test(raw.fetch?.url ?? raw.url ?? '') ? 0.9 : 0;
}

/** An item of the GOV.UK content API. */
export const govukContent: Format = { name: 'govuk-content', recognise, read: readContentItem };
