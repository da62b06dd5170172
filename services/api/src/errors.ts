import { z } from 'zod';

/** Every problem that the API can answer with: stable codes, one status and one title each. */
export const PROBLEMS = {
  'invalid-request': { status: 400, title: 'A parameter is missing or wrong' },
  'invalid-query': { status: 400, title: 'The search query cannot be read' },
  'query-too-wide': { status: 400, title: 'The index cannot ask this query at once' },
  'invalid-cursor': { status: 400, title: 'The cursor belongs to another list' },
  'malformed-request': { status: 400, title: 'The request is no HTTP request that can be read' },
  'no-such-page': { status: 404, title: 'There is nothing at this address' },
  'release-not-found': { status: 404, title: 'There is no such release' },
  'capture-not-found': { status: 404, title: 'The release has no such capture' },
  'raw-not-kept': { status: 404, title: 'The original bytes are not there' },
  'revision-not-found': { status: 404, title: 'The release has no such revision' },
  'no-page-view': { status: 404, title: 'The original is no page' },
  'dead-letter-not-found': { status: 404, title: 'There is no such dead letter' },
  'method-not-allowed': { status: 405, title: 'This address can only be read' },
  'url-too-long': { status: 414, title: 'The address is too long' },
  'wrong-host': { status: 421, title: 'The server does not go by this name' },
  internal: { status: 500, title: 'The server failed' },
  'page-not-built': { status: 503, title: 'The page is not built' },
  'not-live': { status: 503, title: 'The process cannot go on' },
  'not-ready': { status: 503, title: 'The process is not ready' },
  'index-unavailable': { status: 503, title: 'The index cannot answer now' },
  'log-unavailable': { status: 503, title: 'The log cannot answer now' },
  'records-unavailable': { status: 503, title: 'The records cannot answer now' },
  'state-unavailable': { status: 503, title: 'The state cannot answer now' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One fault of a request: where it is, what is wrong, what to write instead. */
export const faultSchema = z.object({
  at: z.string().describe('the parameter'),
  message: z.string(),
  start: z.int().optional().describe('UTF-16 units into the query'),
  end: z.int().optional().describe('exclusive'),
  code: z.string().optional(),
  remedy: z.string().optional(),
});
export type Fault = z.infer<typeof faultSchema>;

/** RFC 9457. */
export const problemSchema = z
  .object({
    type: z.string().describe('urn:presswatch:problem:<code>'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('what happened and what to do next'),
    code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
    errors: z.array(faultSchema).readonly().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;

/** Thrown by a route; the error handler writes it as problem+json. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ProblemCode;
  readonly faults: readonly Fault[] | undefined;

  constructor(code: ProblemCode, detail: string, options: { faults?: readonly Fault[]; cause?: unknown } = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.faults = options.faults;
  }
}

export const problemOf = (code: ProblemCode, detail: string, faults?: readonly Fault[]): Problem => ({
  type: `urn:presswatch:problem:${code}`,
  ...PROBLEMS[code],
  detail,
  code,
  ...(faults === undefined ? {} : { errors: faults }),
});
