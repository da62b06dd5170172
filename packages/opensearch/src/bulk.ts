import { setTimeout as delay } from 'node:timers/promises';
import { type Client, errors } from '@opensearch-project/opensearch';
import { backOff } from './back-off.ts';
import { createTurns } from './turns.ts';
import {
  itemVerdict,
  noAnswer,
  type RejectionCode,
  requestVerdict,
  type ServerError,
  type Verdict,
} from './verdict.ts';

/** One operation of a bulk request, as the lines it is made of: JSON without a line feed. */
export interface BulkOperation {
  /** `{"index":{"_index":…,"_id":…}}` and the like. */
  readonly action: string;
  /** Absent for a delete. */
  readonly document?: string;
}

/** What became of one operation. */
export type BulkResult =
  | { readonly kind: 'done' }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'rejected'; readonly code: RejectionCode; readonly message: string };

/** OpenSearch takes nothing now; the cause says what it answered last. */
export class BulkUnavailableError extends Error {
  override readonly name = 'BulkUnavailableError';
}

export interface BulkOptions {
  /** Length of a request's body in UTF-16 units, about. Default 5 MB. A longer document goes alone. */
  readonly maxLength?: number;
  /** Operations in a request. Default 1,000. */
  readonly maxOperations?: number;
  /** Requests at a time. Default 3. */
  readonly inFlight?: number;
  /**
   * For how many ms what failed is sent again before the call gives up. Default 10,000. Who calls waits longer between
   * its own tries, and can say meanwhile that nothing goes on.
   */
  readonly patienceMs?: number;
}

export interface BulkWriter {
  /**
   * Writes to aliases only: where one is missing nothing is made in its place. What failed for the moment is sent
   * again, alone. Each operation's outcome is durable when this resolves.
   *
   * @returns one result an operation, in the same order
   * @throws BulkUnavailableError when nothing can be said about some of them; some may be written
   */
  write(operations: readonly BulkOperation[]): Promise<readonly BulkResult[]>;
}

/** An operation and its place among those of a call. */
interface Item extends BulkOperation {
  readonly at: number;
}

/** Only what a verdict needs, because the answer is read for every document. */
const FILTER = 'errors,items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by.reason';

interface Answer {
  readonly items?: readonly Readonly<Record<string, { readonly status?: number; readonly error?: ServerError }>>[];
}

export function createBulkWriter(client: Client, options: BulkOptions = {}): BulkWriter {
  const { patienceMs = 10_000 } = options;
  const turns = createTurns(options.inFlight ?? 3);
  const writeAll = async (items: readonly Item[], results: BulkResult[], until: number): Promise<void> => {
    let left = items;
    for (let tries = 1; ; tries++) {
      const { again, why } = await send(left, results);
      if (again.length === 0) return;
      const wait = backOff(tries, Math.random());
      if (performance.now() + wait > until) {
        throw new BulkUnavailableError(`${why}; ${tries} tries gave nothing for ${again.length} documents`);
      }
      left = again;
      await delay(wait);
    }
  };
  /** One request, or its halves; gives what must be sent again. */
  const send = async (items: readonly Item[], results: BulkResult[]): Promise<{ again: Item[]; why: string }> => {
    const answer = await turns.run(() => request(client, items));
    if (answer.kind === 'whole') return wholeVerdict(answer.verdict, items, results);
    return collect(answer.verdicts, items, results);
  };
  const wholeVerdict = async (verdict: Verdict, items: readonly Item[], results: BulkResult[]) => {
    if (verdict.kind === 'blocked') throw new BulkUnavailableError(verdict.message);
    if (verdict.kind !== 'split')
      return { again: [...items], why: 'message' in verdict ? verdict.message : 'no answer' };
    const [only] = items;
    if (only !== undefined && items.length === 1) {
      results[only.at] = { kind: 'rejected', code: verdict.code, message: verdict.message };
      return { again: [], why: '' };
    }
    const half = items.length >> 1;
    const halves = [await send(items.slice(0, half), results), await send(items.slice(half), results)];
    return { again: halves.flatMap((part) => part.again), why: halves.find((part) => part.why !== '')?.why ?? '' };
  };
  return {
    write: async (operations) => {
      const results: BulkResult[] = new Array(operations.length);
      const until = performance.now() + patienceMs;
      const requests = requestsOf(operations, options).map((items) => writeAll(items, results, until));
      const outcomes = await Promise.allSettled(requests); // all are over before anything is said
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
      return results;
    },
  };
}

function requestsOf(operations: readonly BulkOperation[], options: BulkOptions): Item[][] {
  const { maxLength = 5_000_000, maxOperations = 1000 } = options;
  const requests: Item[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const [at, operation] of operations.entries()) {
    const own = operation.action.length + (operation.document?.length ?? 0);
    let last = requests.at(-1);
    if (last === undefined || last.length >= maxOperations || length + own > maxLength) {
      last = [];
      requests.push(last);
      length = 0;
    }
    last.push({ ...operation, at });
    length += own;
  }
  return requests;
}

function collect(verdicts: readonly Verdict[], items: readonly Item[], results: BulkResult[]) {
  const again: Item[] = [];
  let why = '';
  let blocked: string | undefined;
  for (const [n, item] of items.entries()) {
    const verdict = verdicts[n];
    if (verdict === undefined || verdict.kind === 'retry' || verdict.kind === 'split') {
      again.push(item);
      why ||= verdict?.message ?? 'the answer is too short';
    } else if (verdict.kind === 'blocked') blocked ??= verdict.message;
    else results[item.at] = verdict;
  }
  if (blocked !== undefined) throw new BulkUnavailableError(blocked);
  return { again, why };
}

type RequestAnswer =
  | { readonly kind: 'items'; readonly verdicts: readonly Verdict[] }
  | { readonly kind: 'whole'; readonly verdict: Verdict };

async function request(client: Client, items: readonly Item[]): Promise<RequestAnswer> {
  const lines = items.map(({ action, document }) => (document === undefined ? action : `${action}\n${document}`));
  const body = `${lines.join('\n')}\n`;
  try {
    const response = await client.bulk({ body: body as never, require_alias: true, filter_path: FILTER } as never);
    const found = (response.body as Answer | undefined)?.items;
    if (!Array.isArray(found) || found.length !== items.length) {
      return whole({ kind: 'retry', message: 'what answered the bulk request does not speak as OpenSearch does' });
    }
    return { kind: 'items', verdicts: (found as NonNullable<Answer['items']>).map(verdictOf) };
  } catch (error) {
    return whole(failureVerdict(error));
  }
}

const whole = (verdict: Verdict): RequestAnswer => ({ kind: 'whole', verdict });

function verdictOf(item: NonNullable<Answer['items']>[number]): Verdict {
  const outcome = Object.values(item)[0];
  return itemVerdict(outcome?.status ?? 0, outcome?.error);
}

/** The verdict on a request that failed. @throws what is no failure of the server or of the way to it */
export function failureVerdict(error: unknown): Verdict {
  if (error instanceof errors.ResponseError) {
    const { statusCode, body } = error as { statusCode?: number; body?: { error?: ServerError | string } };
    const said = typeof body?.error === 'object' ? body.error : undefined;
    return requestVerdict(statusCode ?? 0, said);
  }
  const transient =
    error instanceof errors.ConnectionError ||
    error instanceof errors.TimeoutError ||
    error instanceof errors.NoLivingConnectionsError ||
    error instanceof errors.DeserializationError ||
    error instanceof errors.RequestAbortedError;
  if (!transient) throw error;
  return { kind: 'retry', message: noAnswer((error as Error).message) };
}
