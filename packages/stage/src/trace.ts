import { createHash } from 'node:crypto';

/** W3C Trace Context, level 1, section 3.2: version, trace id, parent id, flags; later versions may append fields. */
const TRACEPARENT = /^(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;
const ZEROS = /^0+$/;

/** The trace that a `traceparent` belongs to; undefined where it is none. */
export function traceIdOf(traceparent: string | undefined): string | undefined {
  const match = TRACEPARENT.exec(traceparent ?? '');
  const [, version, traceId = '', parentId = ''] = match ?? [];
  if (match === null || ZEROS.test(traceId) || ZEROS.test(parentId)) return undefined;
  return version === '00' && match[0].length !== 55 ? undefined : traceId;
}

/**
 * The `traceparent` of what a stage emits: the trace of its input, and a span of its own. The span's id is made of the
 * work, so that work that is repeated bears the same. An input without a trace begins one.
 *
 * @param work what tells this piece of work from others, as `parser/EVENT-ID`
 */
export function nextSpan(traceparent: string | undefined, work: string): string {
  const traceId = traceIdOf(traceparent);
  const flags = traceId === undefined ? '01' : (TRACEPARENT.exec(traceparent ?? '')?.[4] ?? '01');
  const begun = traceId ?? digest(`trace ${work}`, 32);
  return `00-${begun}-${digest(`${begun} ${work}`, 16)}-${flags}`;
}

const digest = (text: string, digits: number): string => {
  const hex = createHash('sha256').update(text).digest('hex').slice(0, digits);
  return ZEROS.test(hex) ? `${hex.slice(1)}1` : hex; // nought means "none"
};
