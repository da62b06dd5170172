export type { CaptureDocument, ReleaseContent, ReleaseDocument, WayPoint } from './documents.ts';
export {
  CursorError,
  FACET_FIELDS,
  type Facet,
  type FacetField,
  type Generation,
  type Highlight,
  type Hit,
  IndexUnavailableError,
  type Matcher,
  QueryTooWideError,
  ReindexRunningError,
  type ReleaseIndex,
  type ReleaseIndexGenerations,
  type ReleaseReader,
  type ReleaseWriter,
  type SearchRequest,
  type SearchResult,
  type UpsertResult,
} from './port.ts';
export { aliasForm, aliasForms, type FacetValue, facetValues, searchableText } from './projection.ts';
export { firstMoment, publishedAtOf, sortAtOf } from './times.ts';
