import { type Client, connect, type OpenSearchConnection } from '@presswatch/opensearch';
import type { RecordStore, StoredItem } from '../port.ts';
import { conflict, toJson } from '../values.ts';
import { asked, unavailable } from './failure.ts';
import { documentId, wellFormed } from './record-id.ts';
import { recordsAlias } from './record-index.ts';
import { readVersion, versionOf } from './record-version.ts';
import { listKinds, scanRecords } from './scan-records.ts';

export interface OpenSearchRecordsOptions {
  readonly connection: OpenSearchConnection;
  /** What the names of all indices begin with. */
  readonly prefix: string;
}

/** What OpenSearch answers to a write. */
interface Written {
  readonly _seq_no: number;
  readonly _primary_term: number;
}

/**
 * Opens the store of record on OpenSearch; `setUpRecords` made its index. Any number of processes may. A write resolves
 * when it is on the disk of every copy in sync, a read sees every write before it. Methods reject with
 * RecordsUnavailableError where the server is away, blocked or refuses.
 *
 * @throws RecordsUnavailableError where the server cannot be asked, or `setup` was not run
 */
export async function openOpenSearchRecords({ connection, prefix }: OpenSearchRecordsOptions): Promise<RecordStore> {
  const client = connect(connection);
  const index = recordsAlias(prefix);
  try {
    const { body: there } = await asked(`the records in ${index}`, () => client.indices.existsAlias({ name: index }));
    if (!there) throw unavailable('the records', `there is no ${index} (an alias): run presswatch setup`);
  } catch (error) {
    await client.close();
    throw error;
  }
  return storeOver(client, index);
}

function storeOver(client: Client, index: string): RecordStore {
  const get = (kind: string, id: string) => getRecord(client, index, kind, id);
  let closing: Promise<void> | undefined;
  return {
    get,
    create: async (kind, id, value) => createRecord(client, index, { kind, id, json: toJson(value) }),
    put: async (kind, id, value, ifVersion) => putRecord(client, index, { kind, id, json: toJson(value) }, ifVersion),
    async delete(kind, id, ifVersion) {
      const outcome = await deleteRecord(client, index, kind, id, ifVersion);
      if (outcome !== 'conflict') return outcome === 'deleted';
      if (await get(kind, id)) throw conflict(kind, id);
      return false;
    },
    scan: async (kind, page) => scanRecords(client, index, wellFormed(kind), page),
    kinds: () => listKinds(client, index),
    close() {
      // The client's own close, called again, waits for ever.
      closing ??= client.close();
      return closing;
    },
  };
}

interface NewRecord {
  readonly kind: string;
  readonly id: string;
  readonly json: string;
}

async function getRecord(client: Client, index: string, kind: string, id: string): Promise<StoredItem | null> {
  const what = `the record ${kind} ${id} cannot be read`;
  const { body } = await asked(what, async () => {
    const response = await client.get({ index, id: documentId(kind, id) }, { ignore: [404] });
    if (response.statusCode === 404 && response.body.found !== false) throw unavailable(what, missing(index));
    return response;
  });
  if (!body.found) return null;
  const { value } = body._source as { value: string };
  return { kind, id, value: JSON.parse(value), version: versionOf(numbersOf(body as unknown as Written)) };
}

async function createRecord(client: Client, index: string, record: NewRecord): Promise<StoredItem | null> {
  const { kind, id, json } = record;
  const request = { index, id: documentId(kind, id), op_type: 'create', require_alias: true } as const;
  const response = await asked(`the record ${kind} ${id} cannot be created`, () =>
    client.index({ ...request, body: { kind, id, value: json } }, { ignore: [409] }),
  );
  return response.statusCode === 409 ? null : item(record, response.body);
}

async function putRecord(client: Client, index: string, record: NewRecord, ifVersion: string): Promise<StoredItem> {
  const { kind, id, json } = record;
  const condition = readVersion(ifVersion);
  if (condition === null) throw conflict(kind, id);
  const request = { index, id: documentId(kind, id), require_alias: true, ...conditionOf(condition) };
  const response = await asked(`the record ${kind} ${id} cannot be replaced`, () =>
    client.index({ ...request, body: { kind, id, value: json } }, { ignore: [409] }),
  );
  if (response.statusCode === 409) throw conflict(kind, id);
  return item(record, response.body);
}

async function deleteRecord(client: Client, index: string, kind: string, id: string, ifVersion: string | undefined) {
  const what = `the record ${kind} ${id} cannot be deleted`;
  const condition = ifVersion === undefined ? undefined : readVersion(ifVersion);
  if (condition === null) return 'conflict';
  const request = { index, id: documentId(kind, id), ...(condition && conditionOf(condition)) };
  const { statusCode, body } = await asked(what, () => client.delete(request, { ignore: [404, 409] }));
  if (statusCode === 409) return 'conflict';
  if (statusCode === 404 && body.result !== 'not_found') throw unavailable(what, missing(index));
  return statusCode === 404 ? 'absent' : 'deleted';
}

const conditionOf = ({ seqNo, primaryTerm }: { readonly seqNo: number; readonly primaryTerm: number }) => ({
  if_seq_no: seqNo,
  if_primary_term: primaryTerm,
});

const numbersOf = ({ _seq_no, _primary_term }: Written) => ({ seqNo: _seq_no, primaryTerm: _primary_term });

const item = ({ kind, id, json }: NewRecord, written: Written): StoredItem => ({
  kind,
  id,
  value: JSON.parse(json),
  version: versionOf(numbersOf(written)),
});

const missing = (index: string): string => `there is no ${index}: run presswatch setup`;
