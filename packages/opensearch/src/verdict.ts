/** What an answer to one document, or to a whole request, means for whoever wrote it. */
export type Verdict =
  | { readonly kind: 'done' }
  /** Another version of the document is there: newer, or not the one that was read. */
  | { readonly kind: 'conflict' }
  /** Nothing is said yet: to be sent again. */
  | { readonly kind: 'retry'; readonly message: string }
  /** Too much at once, or one of many cannot be read: to be sent in halves. One alone: to be refused. */
  | { readonly kind: 'split'; readonly code: RejectionCode; readonly message: string }
  /** It can never be written. */
  | { readonly kind: 'rejected'; readonly code: RejectionCode; readonly message: string }
  /** Nobody can write now, and sending again soon does not help: somebody must act. */
  | { readonly kind: 'blocked'; readonly message: string };

export type RejectionCode = 'too-large' | 'unknown-field' | 'unmappable' | 'bad-id' | 'refused';

/** An error as OpenSearch words it. */
export interface ServerError {
  readonly type?: string;
  readonly reason?: string;
  readonly caused_by?: ServerError;
}

const DONE: Verdict = { kind: 'done' };
const CONFLICT: Verdict = { kind: 'conflict' };
const MAX_REASON = 500;

function reasonOf(error: ServerError | undefined): string {
  const reasons = [error?.reason ?? error?.type ?? 'no reason given', error?.caused_by?.reason].filter(Boolean);
  return [...new Set(reasons)].join(': ').slice(0, MAX_REASON);
}

/**
 * The verdict on one item of a bulk answer.
 *
 * @param status of the item
 * @param error as the item says it; undefined where it says none
 */
export function itemVerdict(status: number, error?: ServerError): Verdict {
  if (status >= 200 && status < 300) return DONE;
  if (status === 409) return CONFLICT;
  if (status === 404 && error === undefined) return DONE; // a delete of what is not there
  const blocked = blockOf(status, error);
  if (blocked !== undefined) return { kind: 'blocked', message: blocked };
  if (status === 413) return { kind: 'rejected', code: 'too-large', message: tooLarge(reasonOf(error)) };
  if (status === 400 || status === 404) return rejection(error);
  return { kind: 'retry', message: `OpenSearch answers ${status}: ${reasonOf(error)}` };
}

/** The verdict on the status of a whole bulk request that was not carried out. */
export function requestVerdict(status: number, error?: ServerError): Verdict {
  const blocked = blockOf(status, error);
  if (blocked !== undefined) return { kind: 'blocked', message: blocked };
  if (status === 413) return { kind: 'split', code: 'too-large', message: tooLarge(reasonOf(error)) };
  // Only OpenSearch's own words condemn a document: a proxy in front answers 400, too, and means the way, not the load.
  if (status === 400 && error?.type !== undefined) return { ...rejection(error), kind: 'split' };
  return { kind: 'retry', message: `OpenSearch answers ${status}: ${reasonOf(error)}` };
}

/** What the way to the server may be blocked by until somebody acts; the first that fits is told. */
const WAYS: readonly (readonly [RegExp, string])[] = [
  [
    /certificate|self.signed|altname/i,
    'set PRESSWATCH_OPENSEARCH_CA_FILE to the PEM of the authority that signed its certificate, and address it by a name that is in this',
  ],
  [/wrong version number|packet length|EPROTO|SSL routines/, 'write opensearch+http:// where it speaks no TLS'],
  [/socket hang up|ECONNRESET/, 'see that it runs, write opensearch+https:// where it speaks TLS, then try again'],
];

/** Of a request that had no answer: why, and what to do where that is known. */
export function noAnswer(why: string): string {
  const remedy = WAYS.find(([pattern]) => pattern.test(why))?.[1];
  return `OpenSearch does not answer (${why})${remedy === undefined ? '' : `: ${remedy}`}`;
}

const tooLarge = (reason: string): string =>
  `the document is larger than OpenSearch takes (${reason}): raise http.max_content_length, or shorten what made it`;

/** Why nobody can write to this index now; undefined where that is not the reason. */
function blockOf(status: number, error: ServerError | undefined): string | undefined {
  const reason = reasonOf(error);
  if (error?.type === 'cluster_block_exception') {
    return `OpenSearch blocks writes (${reason}): make room on its disk or lift the block; then it goes on by itself`;
  }
  if (error?.type === 'index_not_found_exception' || /no write index is defined/.test(reason)) {
    return `${reason}: run presswatch setup`;
  }
  if (error?.type === 'index_closed_exception') return `${reason}: open the index`;
  if (status === 401 || status === 403) {
    return `OpenSearch refuses this user (${status}: ${reason}): look at PRESSWATCH_OPENSEARCH_USER, its password and its rights`;
  }
  return undefined;
}

function rejection(error: ServerError | undefined): Extract<Verdict, { kind: 'rejected' }> {
  const reason = reasonOf(error);
  const kind = 'rejected';
  if (error?.type === 'strict_dynamic_mapping_exception') {
    const message = `the index does not know a field (${reason}): run presswatch setup, which says what to do, then replay`;
    return { kind, code: 'unknown-field', message };
  }
  if (/\bid\b.*too long|id is too long/.test(reason)) {
    return { kind, code: 'bad-id', message: `${reason}: it was not made by this system; discard it` };
  }
  if (error?.type === 'mapper_parsing_exception' || /immense term/.test(reason)) {
    const message = `a value does not fit the index (${reason}): mend what made it, then replay the dead letter`;
    return { kind, code: 'unmappable', message };
  }
  return {
    kind,
    code: 'refused',
    message: `OpenSearch refuses the document (${reason}): mend what made it, then replay`,
  };
}
