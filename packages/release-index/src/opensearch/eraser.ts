import { captureKey, indexVersion, mergeArrival, parseCaptureKey, type Shown } from '@presswatch/identity';
import type { BulkOperation, BulkResult, BulkWriter, Client } from '@presswatch/opensearch';
import type { CaptureDocument } from '../documents.ts';
import { IndexUnavailableError } from '../port.ts';
import { shownOf } from './merge.ts';
import { captureDeletion, releaseDeletion, releaseOperation, type WriteTarget } from './operations.ts';
import { type Found, readStored } from './stored-releases.ts';
import { asked } from './unavailable.ts';

interface Tools {
  readonly client: Client;
  readonly bulk: BulkWriter;
  readonly target: WriteTarget;
}

/** What a capture document says of its capture. */
interface CaptureRow {
  readonly fetchedAt: number;
  readonly sha256: string;
  readonly epoch: number;
  readonly removed: boolean;
}

const MAX_CONFLICTS = 100;
const PAGE = 1000;

/**
 * Forgets captures: their documents, and what their releases show of them. The release's state is read first, then its
 * captures as they are after a refresh; the release is written only if it is still as it was read. Because writers write
 * a capture before they merge it, no capture that was merged is missed; and what is merged later is merged again.
 */
export function createEraser(tools: Tools): (captureKeys: readonly string[]) => Promise<void> {
  return async (captureKeys) => {
    const keys = captureKeys.flatMap((key) => parseCaptureKey(key) ?? []);
    let left = new Map<string, ReadonlySet<string>>();
    for (const [releaseId, own] of Map.groupBy(keys, (key) => key.releaseId)) {
      left.set(releaseId, new Set(own.map(({ capture }) => captureKey(releaseId, capture))));
    }
    for (let round = 0; left.size > 0; round++) {
      if (round > MAX_CONFLICTS)
        throw new IndexUnavailableError('others write the erased releases all the time: try again');
      left = await eraseOnce(tools, left);
    }
  };
}

type Erasures = Map<string, ReadonlySet<string>>;

/** @returns what must be tried again because somebody wrote meanwhile */
async function eraseOnce(tools: Tools, erasures: Erasures): Promise<Erasures> {
  const { client, target } = tools;
  const ids = [...erasures.keys()];
  const found = await readStored(client, target.releases, ids);
  await asked('captures cannot be refreshed', () => client.indices.refresh({ index: target.captures }));
  const again: Erasures = new Map();
  for (const [n, releaseId] of ids.entries()) {
    const keys = erasures.get(releaseId) ?? new Set();
    if (!(await eraseRelease(tools, releaseId, keys, found[n] ?? null))) again.set(releaseId, keys);
  }
  return again;
}

/** @returns whether nobody wrote meanwhile */
async function eraseRelease(
  tools: Tools,
  releaseId: string,
  keys: ReadonlySet<string>,
  found: Found | null,
): Promise<boolean> {
  const { target } = tools;
  const deletions: BulkOperation[] = [];
  const shown: { state: Shown | null } = { state: null };
  for await (const row of capturesOf(tools, releaseId)) {
    const capture = { fetchedAt: row.fetchedAt, sha256: row.sha256 };
    const key = captureKey(releaseId, capture);
    if (keys.has(key)) deletions.push(captureDeletion(target, releaseId, key, indexVersion(row.fetchedAt, row.epoch)));
    else shown.state = mergeArrival(shown.state, { capture, epoch: row.epoch, removed: row.removed }).shown;
  }
  if (!(await writeAll(tools, deletions))) return false;
  if (found === null) return true;
  if (shown.state === null) return writeAll(tools, [releaseDeletion(releaseId, found)]);
  if (sameShown(shown.state, shownOf(found.release))) return true;
  const document = await readCapture(tools, releaseId, shown.state);
  if (document === null) return false;
  const from = { document, json: JSON.stringify(document) };
  const [rewritten] = await write(tools, [releaseOperation(target, found, { shown: shown.state, from })]);
  // What is left cannot be written (by a mapping that became stricter): what is to be forgotten must go all the same. A
  // replay tells by a dead letter why the rest is not searched.
  if (rewritten?.kind === 'rejected') return writeAll(tools, [releaseDeletion(releaseId, found)]);
  return rewritten?.kind === 'done';
}

const sameShown = (a: Shown, b: Shown): boolean => {
  const parts = ({ version, firstSeen, newest, content }: Shown) =>
    [version, firstSeen, newest, content].flatMap((part) =>
      part !== null && typeof part === 'object'
        ? [part.capture.fetchedAt, part.capture.sha256, part.epoch, part.removed]
        : [part],
    );
  return JSON.stringify(parts(a)) === JSON.stringify(parts(b));
};

const write = ({ bulk }: Tools, operations: readonly BulkOperation[]): Promise<readonly BulkResult[]> =>
  asked('releases cannot be erased', () => bulk.write(operations));

async function writeAll(tools: Tools, operations: readonly BulkOperation[]): Promise<boolean> {
  const results = await write(tools, operations);
  const refused = results.find((result) => result.kind === 'rejected');
  if (refused !== undefined) throw new IndexUnavailableError(`releases cannot be erased: ${refused.message}`);
  return results.every((result) => result.kind === 'done');
}

/** The document of the capture that is shown, as it is now; null where it was written or erased meanwhile. */
async function readCapture(
  { client, target }: Tools,
  releaseId: string,
  shown: Shown,
): Promise<CaptureDocument | null> {
  const { capture, epoch } = shown.content ?? shown.newest;
  const id = captureKey(releaseId, capture);
  const { body } = await asked(`the capture ${id} cannot be read`, () =>
    client.get({ index: target.captures, id, routing: releaseId, _source: ['document'] }, { ignore: [404] }),
  );
  const { found, _source } = body as { found?: boolean; _source?: { document: CaptureDocument } };
  return found === true && _source !== undefined && _source.document.epoch === epoch ? _source.document : null;
}

/** What is visible of a release's captures, oldest first. */
async function* capturesOf({ client, target }: Tools, releaseId: string): AsyncIterable<CaptureRow> {
  let after: readonly unknown[] | undefined;
  do {
    const body = {
      size: PAGE,
      query: { term: { releaseId } },
      sort: ['fetchedAt', 'sha256'],
      ...(after === undefined ? {} : { search_after: after }),
    };
    const response = await asked(`the captures of ${releaseId} cannot be read`, () =>
      client.search({
        index: target.captures,
        routing: releaseId,
        _source_excludes: ['document', 'aliases'],
        allow_partial_search_results: false,
        body,
      } as never),
    );
    const { hits } = (response.body as unknown as SearchBody).hits;
    for (const hit of hits) yield hit._source;
    after = hits.length < PAGE ? undefined : hits.at(-1)?.sort;
  } while (after !== undefined);
}

interface SearchBody {
  readonly hits: { readonly hits: readonly { readonly _source: CaptureRow; readonly sort: readonly unknown[] }[] };
}
