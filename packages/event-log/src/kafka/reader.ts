import { setTimeout as wait } from 'node:timers/promises';
import type { Lag, Position, ScanOptions, StoredRecord } from '../port.ts';
import { createGate } from './byte-gate.ts';
import { type Cluster, isOutOfRange, type Offsets, type Page } from './cluster.ts';
import { toStored } from './message.ts';

/** What is read at a time in a scan: compressed bytes of one partition. */
const PAGE_BYTES = 512 << 10;
/** Reads by position at a time: each may hold a record of the greatest size. */
const READS = 4;
/** ms before an end is asked for again that Kafka has and does not give yet. */
const REST_MS = 100;

export interface Reader {
  /** Reads that wait for their turn end when the signal is aborted. */
  readAt(position: Position, key: string, signal: AbortSignal): Promise<StoredRecord | null>;
  /** `span` is what `spanOf` gave when the scan was called. */
  scan(topic: string, options: ScanOptions, span: Promise<Span>, mustBeOpen: () => void): AsyncGenerator<StoredRecord>;
  spanOf(topic: string, publishedSince: number | undefined): Promise<Span>;
  lag(topic: string, group: string): Promise<Lag>;
}

/** What a scan goes over: from the first offset wanted to the end as of the call. */
export interface Span {
  readonly partitions: number;
  readonly start: Offsets;
  readonly end: Offsets;
}

/** A part of a partition, and how much of it is fetched at a time. */
interface Stretch {
  readonly topic: string;
  readonly partition: number;
  readonly from: number;
  readonly end: number;
  /** Compressed; one batch at least. */
  readonly maxBytes: number;
}

export function createReader(cluster: Cluster): Reader {
  const gate = createGate(READS);

  /** One page; where nothing lies at the offset any more, the offset to go on from. */
  const pageAt = async (span: Stretch, at: number): Promise<Page | number> => {
    const { topic, partition, end, maxBytes } = span;
    try {
      return await cluster.fetch(topic, partition, at, maxBytes);
    } catch (error) {
      if (!isOutOfRange(error)) throw error;
      const low = (await cluster.lowest(topic, partition + 1)).get(partition) ?? at;
      return low > at ? low : end; // trimmed meanwhile; or beyond the end: the topic was made anew
    }
  };

  /** Where to go on after a page without a record that was wanted. */
  const afterNothing = async ({ topic, partition, end }: Stretch, at: number, readable: number): Promise<number> => {
    if (readable > at) return at + 1; // within a batch whose last records were compacted away: through it, step by step
    if (((await cluster.highest(topic, partition + 1)).get(partition) ?? 0) < end) return end; // made anew, shorter
    await wait(REST_MS); // a new leader that does not know yet how far the others are
    return at;
  };

  /** The records of a stretch, page by page: the next page is fetched when this one has been taken. */
  async function* pages(span: Stretch) {
    for (let at = span.from; at < span.end; ) {
      const page = await pageAt(span, at);
      if (typeof page === 'number') {
        at = page;
        continue;
      }
      for (const message of page.messages) {
        if (Number(message.offset) < span.end) yield toStored(span.topic, span.partition, message);
      }
      const last = page.messages.at(-1);
      at = last === undefined ? await afterNothing(span, at, page.end) : Number(last.offset) + 1;
    }
  }

  const first = async (
    topic: string,
    partition: number,
    from: number,
    end: number,
  ): Promise<StoredRecord | undefined> => {
    // A page of the least size: one batch, whatever it holds.
    for await (const record of pages({ topic, partition, from, end, maxBytes: 1 })) return record;
    return undefined;
  };

  return {
    async readAt({ topic, partition, offset }, key, signal) {
      const partitions = await cluster.partitionsOf(topic);
      if (partitions === undefined || partition >= partitions) return null;
      const leave = await gate.enter(1);
      try {
        signal.throwIfAborted();
        const { messages } = await cluster.fetch(topic, partition, offset, 1);
        const found = messages.find((message) => Number(message.offset) === offset);
        const record = found && toStored(topic, partition, found);
        return record && record.key === key && record.value !== null ? record : null;
      } catch (error) {
        if (isOutOfRange(error)) return null;
        throw error;
      } finally {
        leave?.();
      }
    },
    async spanOf(topic, publishedSince) {
      const partitions = (await cluster.partitionsOf(topic)) ?? 0;
      if (partitions === 0) return { partitions, start: new Map(), end: new Map() };
      const end = await cluster.highest(topic, partitions);
      const low = await cluster.lowest(topic, partitions);
      if (publishedSince === undefined) return { partitions, start: low, end };
      const start = await cluster.since(topic, partitions, publishedSince);
      return {
        partitions,
        start: new Map([...end].map(([partition, at]) => [partition, start.get(partition) ?? at])),
        end,
      };
    },
    async *scan(topic, { from, publishedSince = 0 }, spanning, mustBeOpen) {
      const { partitions, start, end } = await spanning;
      for (let partition = 0; partition < partitions; partition++) {
        const at = Math.max(from?.get(partition) ?? 0, start.get(partition) ?? 0);
        const span = { topic, partition, from: at, end: end.get(partition) ?? 0, maxBytes: PAGE_BYTES };
        for await (const record of pages(span)) {
          mustBeOpen();
          if (record.publishedAt >= publishedSince) yield record;
        }
      }
    },
    async lag(topic, group) {
      const partitions = (await cluster.partitionsOf(topic)) ?? 0;
      if (partitions === 0) return { records: 0, oldestAt: null };
      const [low, high, finished] = await Promise.all([
        cluster.lowest(topic, partitions),
        cluster.highest(topic, partitions),
        cluster.finished(topic, partitions, group),
      ]);
      const open = [...high].flatMap(([partition, end]) => {
        const at = Math.max(finished.get(partition) ?? 0, low.get(partition) ?? 0);
        return at < end ? [{ partition, at, end }] : [];
      });
      const oldest = await Promise.all(open.map(({ partition, at, end }) => first(topic, partition, at, end)));
      const times = oldest.flatMap((record) => (record ? [record.publishedAt] : []));
      const records = open.reduce((sum, { at, end }) => sum + end - at, 0);
      return { records, oldestAt: times.length > 0 ? Math.min(...times) : null };
    },
  };
}
