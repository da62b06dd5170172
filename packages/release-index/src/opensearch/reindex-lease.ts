import { randomUUID } from 'node:crypto';
import type { Client } from '@presswatch/opensearch';
import { ReindexRunningError } from '../port.ts';

/** ms between two signs of life, and how long one counts: clocks of machines must not differ by more than the rest. */
const BEAT_MS = 5_000;
const LEASE_MS = 60_000;
const ID = 'reindex';

/** The right to make generations, which one process has at a time. */
export interface ReindexLease {
  /**
   * Says that the holder lives, and makes sure that it still holds the lease.
   *
   * @throws ReindexRunningError where another process took it meanwhile, as by force or after a long standstill
   */
  confirm(): Promise<void>;
  release(): Promise<void>;
}

interface Held {
  readonly owner: string;
  readonly beatAt: number;
}

/** A document's state as a conditional write needs it. */
interface At {
  readonly seqNo: number;
  readonly term: number;
}

/**
 * Takes the lease: a document that only one writer can make or replace. The holder renews it every 5 s; a minute without
 * that ends it, so that a killed holder is in nobody's way for longer.
 *
 * @param force takes it from whoever has it
 * @throws ReindexRunningError
 */
export async function takeLease(client: Client, prefix: string, force: boolean): Promise<ReindexLease> {
  const index = `${prefix}-lease`;
  await makeIndex(client, index);
  const owner = randomUUID();
  const found = await look(client, index);
  if (found !== undefined && !force && Date.now() - found.held.beatAt < LEASE_MS) throw running(prefix);
  let at = await write(client, { index, owner, ...(found === undefined ? {} : { instead: found.at }) });
  if (at === null) throw running(prefix);
  let lost = false;
  let turn = Promise.resolve();

  async function renew(): Promise<void> {
    if (lost || at === null) throw takenOver(prefix);
    const next = await write(client, { index, owner, instead: at });
    if (next !== null) {
      at = next;
      return;
    }
    // An earlier sign of life may have been written though its answer was lost: then the document is still ours.
    const now = await look(client, index);
    if (now?.held.owner === owner) at = now.at;
    else lost = true;
    if (lost) throw takenOver(prefix);
  }
  const confirm = (): Promise<void> => {
    const next = turn.then(renew);
    turn = next.catch(() => undefined); // its caller hears of it; the next one tries again
    return next;
  };
  // A sign of life that fails is followed by the next; what counts is the one before the promotion.
  const beating = setInterval(() => void confirm().catch(() => undefined), BEAT_MS);
  beating.unref();
  return {
    confirm,
    async release() {
      clearInterval(beating);
      await turn;
      if (lost || at === null) return;
      const condition = { if_seq_no: at.seqNo, if_primary_term: at.term };
      await client.delete({ index, id: ID, ...condition }, { ignore: [404, 409] });
    },
  };
}

const running = (prefix: string): ReindexRunningError =>
  new ReindexRunningError(
    `another process makes the index ${prefix} anew: wait until it is done, or end it. One that was killed counts as ended after a minute; --force takes its place at once`,
  );

const takenOver = (prefix: string): ReindexRunningError =>
  new ReindexRunningError(
    `another process makes the index ${prefix} anew in the place of this one, which stood still or was replaced by --force: nothing of this one is searched. Let the other end`,
  );

async function makeIndex(client: Client, index: string): Promise<void> {
  const settings = { index: { number_of_shards: 1, auto_expand_replicas: '0-1', hidden: true } };
  const properties = { owner: { type: 'keyword' }, beatAt: { type: 'date', format: 'epoch_millis' } };
  const body = { settings, mappings: { dynamic: 'strict', properties } };
  const response = await client.indices.create({ index, body: body as never }, { ignore: [400] });
  const error = (response.body as unknown as { error?: { type?: string; reason?: string } }).error;
  if (response.statusCode !== 400 || error?.type === 'resource_already_exists_exception') return;
  throw new Error(`the index ${index} cannot be made: ${error?.reason ?? JSON.stringify(response.body)}`);
}

async function look(client: Client, index: string): Promise<{ readonly held: Held; readonly at: At } | undefined> {
  const { body, statusCode } = await client.get({ index, id: ID }, { ignore: [404] });
  const found = body as { _source?: unknown; _seq_no?: number; _primary_term?: number };
  if (statusCode === 404 || found._source === undefined) return undefined;
  return {
    held: found._source as Held,
    at: { seqNo: found._seq_no ?? 0, term: found._primary_term ?? 0 },
  };
}

/** @returns where the document stands now; null where somebody else wrote first */
async function write(
  client: Client,
  { index, owner, instead }: { readonly index: string; readonly owner: string; readonly instead?: At },
): Promise<At | null> {
  const condition =
    instead === undefined
      ? { op_type: 'create' as const }
      : { if_seq_no: instead.seqNo, if_primary_term: instead.term };
  const held: Held = { owner, beatAt: Date.now() };
  const { body, statusCode } = await client.index(
    { index, id: ID, ...condition, body: held as never },
    { ignore: [409] },
  );
  if (statusCode === 409) return null;
  const { _seq_no: seqNo, _primary_term: term } = body as { _seq_no?: number; _primary_term?: number };
  return { seqNo: seqNo ?? 0, term: term ?? 0 };
}
