import type { BulkResult, BulkWriter, Client } from '@presswatch/opensearch';
import { checkDocument } from '../check-document.ts';
import { IndexUnavailableError, type ReleaseWriter, type UpsertResult } from '../port.ts';
import { createEraser } from './eraser.ts';
import { mergeCaptures } from './merge.ts';
import { captureOperation, releaseOperation, type WriteTarget } from './operations.ts';
import type { ShownDocument } from './project/index-document.ts';
import { type Found, readStored } from './stored-releases.ts';
import { asked } from './unavailable.ts';
import { createWriteQueue } from './write-queue.ts';

/** What the functions below write with. */
export interface WritingTools {
  readonly client: Client;
  readonly bulk: BulkWriter;
  readonly target: WriteTarget;
}

/** Captures of one release that come together. */
interface Group {
  readonly releaseId: string;
  readonly items: readonly ShownDocument[];
}

const DONE: UpsertResult = { kind: 'done' };
/** Every conflict means that another writer got on; so many in a row do not come of themselves. */
const MAX_CONFLICTS = 100;

/**
 * Writes captures and search documents. Capture documents first: whoever sees a capture merged into a search document
 * finds its own document, which `erase` builds on.
 */
export function createReleaseWriter(tools: WritingTools): ReleaseWriter {
  const write = createWriteQueue<ShownDocument, UpsertResult>((items) => writeItems(tools, items), {
    atOnce: 3,
    worthwhile: 200,
    maxDocuments: 500,
    maxLength: 2_500_000,
    lengthOf: ({ json }) => json.length,
  });
  const { client, target } = tools;
  return {
    upsert: async (documents) => {
      const items = documents.map((document) => ({ document, json: JSON.stringify(document) }));
      const results = items.map(({ document, json }) => checkDocument(document, json) ?? DONE);
      const good = items.filter((_, n) => results[n] === DONE);
      if (good.length === 0) return results;
      const written = (await write(good)).values();
      return results.map((result) => (result === DONE ? (written.next().value ?? DONE) : result));
    },
    erase: createEraser(tools),
    refresh: async () => {
      const index = [target.releases, target.captures];
      await asked('the index cannot be refreshed', () => client.indices.refresh({ index }));
    },
  };
}

async function writeItems(tools: WritingTools, items: readonly ShownDocument[]): Promise<UpsertResult[]> {
  const operations = items.map((item) => captureOperation(tools.target, item));
  const captures = await asked('captures cannot be written', () => tools.bulk.write(operations));
  const results = captures.map(upsertResult);
  const refused = new Set(items.filter((_, n) => results[n]?.kind === 'rejected'));
  const groups = groupsOf(items.filter((item) => !refused.has(item)));
  const verdicts = await writeGroups(tools, groups);
  return items.map((item, n) => verdicts.get(item) ?? results[n] ?? DONE);
}

/** A conflict on an external version: what is there is newer, and so it is done. */
const upsertResult = (result: BulkResult): UpsertResult => (result.kind === 'rejected' ? result : DONE);

function groupsOf(items: readonly ShownDocument[]): Group[] {
  const groups = Map.groupBy(items, ({ document }) => document.releaseId);
  return [...groups].map(([releaseId, own]) => ({ releaseId, items: own }));
}

type Refusals = Map<ShownDocument, UpsertResult>;

/** Merges each group into its search document. @returns what was refused */
async function writeGroups(tools: WritingTools, groups: readonly Group[]): Promise<Refusals> {
  const refused: Refusals = new Map();
  let left = groups;
  for (let round = 0; left.length > 0; round++) {
    if (round > MAX_CONFLICTS) throw new IndexUnavailableError('others write these releases all the time: try again');
    const conflicts: Group[] = [];
    for (const part of round === 0 ? [left] : partsOf(left)) {
      const found = round === 0 ? [] : await readAll(tools, part);
      const results = await mergeOnce(
        tools,
        part.map((group, n) => ({ group, found: found[n] ?? null })),
      );
      for (const [group, result] of results) await noteRefusal(tools, group, result, refused);
      conflicts.push(...results.filter(([, result]) => result.kind === 'conflict').map(([group]) => group));
    }
    left = conflicts;
  }
  return refused;
}

/** What is stored of a release may be a megabyte: only so many are held at a time. */
const MAX_READ = 50;

function* partsOf(groups: readonly Group[]): Generator<readonly Group[]> {
  for (let at = 0; at < groups.length; at += MAX_READ) yield groups.slice(at, at + MAX_READ);
}

/** Of several captures each is tried alone, so that the one that cannot be written is found. */
async function noteRefusal(tools: WritingTools, group: Group, result: BulkResult, refused: Refusals): Promise<void> {
  if (result.kind !== 'rejected') return;
  const [only] = group.items;
  if (only !== undefined && group.items.length === 1) {
    refused.set(only, result);
    return;
  }
  for (const item of group.items) {
    const own = await writeGroups(tools, [{ releaseId: group.releaseId, items: [item] }]);
    for (const [of, verdict] of own) refused.set(of, verdict);
  }
}

async function mergeOnce(
  tools: WritingTools,
  left: readonly { readonly group: Group; readonly found: Found | null }[],
): Promise<(readonly [Group, BulkResult])[]> {
  const writes = left.flatMap(({ group, found }) => {
    const merged = mergeCaptures(found?.release ?? null, group.items);
    return merged === null ? [] : [{ group, operation: releaseOperation(tools.target, found, merged) }];
  });
  const operations = writes.map(({ operation }) => operation);
  const results = await asked('releases cannot be written', () => tools.bulk.write(operations));
  return writes.map(({ group }, n) => [group, results[n] ?? { kind: 'conflict' }] as const);
}

const readAll = ({ client, target }: WritingTools, groups: readonly Group[]): Promise<(Found | null)[]> =>
  readStored(
    client,
    target.releases,
    groups.map(({ releaseId }) => releaseId),
  );
