import type { Problem as ApiProblem } from '../../generated/api.ts';

/** What went wrong with a request, for people: the API's own words, or ours where it gave none. */
export interface Problem {
  readonly title: string;
  readonly detail: string;
  readonly code: string;
  readonly errors?: ApiProblem['errors'];
}

export interface Answer<T> {
  readonly data: T;
  /** ms: the server's clock when it answered; the page's where it does not say. */
  readonly at: number;
}

const AWAY: Problem = {
  code: 'away',
  title: 'Presswatch does not answer',
  detail: 'It may have been stopped. Start it with npm start, then try again.',
};

/** Fetches JSON of the API. Rejects with a Problem, or with what aborted it. */
export async function getAnswer<T>(path: string, signal?: AbortSignal): Promise<Answer<T>> {
  const response = await request(path, signal);
  const body: unknown = await response.json().catch(() => null);
  signal?.throwIfAborted();
  if (response.ok && body !== null)
    return { data: body as T, at: Date.parse(response.headers.get('date') ?? '') || Date.now() };
  throw isProblem(body) ? body : failed(response.status);
}

/** The bytes at an address of the API as text, at most so many of them. */
export async function getText(
  path: string,
  most: number,
  signal?: AbortSignal,
): Promise<{
  readonly text: string;
  readonly size: number;
  readonly cut: boolean;
  readonly type: string;
  readonly mediaType: string;
}> {
  const response = await request(path, signal);
  if (!response.ok) {
    const body: unknown = await response.json().catch(() => null);
    throw isProblem(body) ? body : failed(response.status);
  }
  const bytes = await response.arrayBuffer();
  const type = response.headers.get('content-type') ?? '';
  const charset = /charset=([\w.:-]+)/.exec(type)?.[1];
  return {
    text: decoderOf(charset).decode(bytes.slice(0, most)),
    size: bytes.byteLength,
    cut: bytes.byteLength > most,
    type,
    mediaType: response.headers.get('x-presswatch-media-type') ?? type,
  };
}

function decoderOf(charset = 'utf-8'): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

async function request(path: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(path, signal === undefined ? {} : { signal });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw AWAY;
  }
}

export const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'title' in value && 'detail' in value && 'code' in value;

/** Whatever was thrown, as a problem to show. */
export const problemOf = (error: unknown): Problem =>
  isProblem(error)
    ? error
    : {
        code: 'page',
        title: 'The page failed',
        detail: `${String(error)}. Reload it; if it fails again, tell its makers.`,
      };

const failed = (status: number): Problem => ({
  code: 'server',
  title: 'The server failed',
  detail: `It answered with status ${status} and no explanation. Try again, then look at its log.`,
});
