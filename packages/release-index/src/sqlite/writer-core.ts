import type { DatabaseSync } from 'node:sqlite';
import { type Arrival, mergeArrival, parseCaptureKey, type Shown, withdrawnAt } from '@presswatch/identity';
import { inTransaction } from '@presswatch/sqlite';
import { checkDocument } from '../check-document.ts';
import type { CaptureDocument } from '../documents.ts';
import type { UpsertResult } from '../port.ts';
import { aliasForms } from '../projection.ts';
import { publishedAtOf, sortMoment } from '../times.ts';
import { type CaptureStore, createCaptureStore } from './capture-store.ts';
import { refusal } from './errors.ts';
import { encodeFacets } from './facet-blob.ts';
import { createReleaseStore, type ReleaseState, type ReleaseStore } from './release-store.ts';
import { createTextStore, type TextStore, textRowOf } from './text-store.ts';

/** A document and its JSON: made once, kept as it is. */
export interface WriteItem {
  readonly document: CaptureDocument;
  readonly json: string;
}

/** The writing side over one connection, synchronous. */
export interface WriterCore {
  /** One transaction: durable when it returns. A document that is refused does not fail its neighbours. */
  upsert(items: readonly WriteItem[]): UpsertResult[];
  /** One transaction. */
  erase(captureKeys: readonly string[]): void;
}

/** The tables as the functions below work on them. */
interface Tables {
  readonly captures: CaptureStore;
  readonly releases: ReleaseStore;
  readonly text: TextStore;
}

const DONE: UpsertResult = { kind: 'done' };

export function createWriterCore(db: DatabaseSync): WriterCore {
  const tables: Tables = {
    captures: createCaptureStore(db),
    releases: createReleaseStore(db),
    text: createTextStore(db),
  };
  const write = <T>(work: () => T extends Promise<unknown> ? never : T): T => {
    try {
      return inTransaction(db, () => {
        begin(tables);
        return work();
      });
    } catch (error) {
      tables.text.forget();
      throw error;
    }
  };
  return {
    upsert: (items) => {
      const results = items.map(({ document, json }) => checkDocument(document, json) ?? DONE);
      const good = items.filter((_, n) => results[n] === DONE);
      if (good.length === 0) return results;
      try {
        write(() => writeAll(tables, good));
        return results;
      } catch (error) {
        if (refusal(error) === undefined) throw error;
      }
      write(() => {
        for (const [n, item] of items.entries()) if (results[n] === DONE) results[n] = writeAlone(db, tables, item);
      });
      return results;
    },
    erase: (keys) => write(() => eraseAll(tables, keys)),
  };
}

function begin({ captures, releases }: Tables): void {
  captures.begin();
  releases.begin();
}

function writeAll(tables: Tables, items: readonly WriteItem[]): void {
  const groups = new Map<string, WriteItem[]>();
  for (const item of items) {
    const own = groups.get(item.document.releaseId);
    if (own === undefined) groups.set(item.document.releaseId, [item]);
    else own.push(item);
  }
  for (const [releaseId, group] of groups) mergeRelease(tables, releaseId, group);
  tables.text.flush();
}

/** In a savepoint of its own, after a batch failed: finds the document that was refused. */
function writeAlone(db: DatabaseSync, tables: Tables, item: WriteItem): UpsertResult {
  db.exec('SAVEPOINT document');
  try {
    writeAll(tables, [item]);
    db.exec('RELEASE document');
    return DONE;
  } catch (error) {
    const verdict = refusal(error);
    if (verdict === undefined) throw error;
    db.exec('ROLLBACK TO document; RELEASE document');
    tables.text.forget();
    begin(tables);
    return verdict;
  }
}

const arrivalOf = ({ capture, epoch, content }: CaptureDocument): Arrival => ({
  capture: { fetchedAt: capture.fetchedAt, sha256: capture.sha256 },
  epoch,
  removed: content === null,
});

/** Writes captures of one release, in the order of their arrival, and merges them into its row. */
function mergeRelease(tables: Tables, releaseId: string, items: readonly WriteItem[]): void {
  const known = tables.releases.find(releaseId);
  const id = known?.id ?? tables.releases.nextId();
  const before = known && tables.captures.json(known.content ?? known.newest);
  let shown: Shown | null = known?.shown ?? null;
  let newest = known?.newest ?? 0;
  let content = known?.content ?? null;
  const documents = new Map<number, CaptureDocument>();
  for (const { document, json } of items) {
    const arrival = arrivalOf(document);
    const capture = tables.captures.put(id, arrival, json, known === undefined && items.length === 1);
    const merged = mergeArrival(shown, arrival);
    shown = merged.shown;
    if (shown.newest === arrival) newest = capture;
    if (merged.takesContent) content = capture;
    if (shown.newest === arrival || merged.takesContent) documents.set(capture, document);
    tables.releases.addAliases(id, aliasForms(document));
  }
  if (shown === null) return;
  const document = documents.get(content ?? newest);
  const state = { id, shown, newest, content };
  if (known === undefined) insertRelease(tables, releaseId, state, document);
  else updateRelease(tables, { ...known, ...state }, document, before);
}

type MergedState = Omit<ReleaseState, 'publishedAt' | 'facets'>;

const withTimes = <S extends ReleaseState>(state: S) => ({
  ...state,
  sortAt: sortMoment(state.publishedAt, state.shown.firstSeen),
  withdrawnAt: withdrawnAt(state.shown),
});

function insertRelease(
  tables: Tables,
  releaseId: string,
  state: MergedState,
  document: CaptureDocument | undefined,
): void {
  if (document === undefined) throw new Error(`release ${releaseId} has no capture to show`);
  const facets = encodeFacets(document);
  tables.releases.insert(releaseId, withTimes({ ...state, publishedAt: publishedAtOf(document.content), facets }));
  tables.text.add(state.id, textRowOf(document));
}

/**
 * @param document what is shown from now on; undefined where that stays
 * @param before JSON of what was shown
 */
function updateRelease(
  tables: Tables,
  state: ReleaseState,
  document: CaptureDocument | undefined,
  before: string | undefined,
): void {
  if (document === undefined) {
    tables.releases.update(withTimes(state));
    return;
  }
  const facets = encodeFacets(document);
  tables.releases.update(withTimes({ ...state, publishedAt: publishedAtOf(document.content), facets }));
  const row = textRowOf(document);
  const old = before === undefined ? undefined : textRowOf(JSON.parse(before) as CaptureDocument);
  if (old === undefined || row.some((text, n) => text !== old[n])) tables.text.replace(state.id, row);
}

function eraseAll(tables: Tables, keys: readonly string[]): void {
  for (const key of keys) {
    const parsed = parseCaptureKey(key);
    const known = parsed && tables.releases.find(parsed.releaseId);
    if (!parsed || !known) continue;
    eraseCapture(tables, known, parsed.capture);
  }
  tables.text.flush();
}

function eraseCapture(tables: Tables, known: ReleaseState, capture: Arrival['capture']): void {
  const { captures, releases, text } = tables;
  const documentOf = (id: number) => JSON.parse(captures.json(id)) as CaptureDocument;
  const all = captures.of(known.id);
  const isErased = ({ arrival }: (typeof all)[number]) =>
    arrival.capture.fetchedAt === capture.fetchedAt && arrival.capture.sha256 === capture.sha256;
  const left = all.filter((row) => !isErased(row));
  if (left.length === all.length) return;
  const before = captures.json(known.content ?? known.newest);
  const forms = new Set(all.filter(isErased).flatMap((row) => aliasForms(documentOf(row.id))));
  for (const row of left) for (const form of aliasForms(documentOf(row.id))) forms.delete(form);
  releases.deleteAliases(known.id, [...forms]);
  captures.delete(known.id, capture);
  let shown: Shown | null = null;
  for (const { arrival } of left) shown = mergeArrival(shown, arrival).shown;
  if (shown === null) {
    releases.delete(known.id);
    text.delete(known.id);
    return;
  }
  const rowOf = (arrival: Arrival | null) => left.find((row) => row.arrival === arrival)?.id;
  const newest = rowOf(shown.newest) ?? 0;
  const content = rowOf(shown.content) ?? null;
  const document = documentOf(content ?? newest);
  updateRelease(tables, { ...known, shown, newest, content }, document, before);
}
