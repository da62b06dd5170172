import type { KafkaMessage } from 'kafkajs';
import type { Lag, Position, ScanOptions, StoredRecord } from '../port.ts';
import { createGate } from './byte-gate.ts';
import { type Cluster, isOutOfRange, type Offsets } from './cluster.ts';
import { toStored } from './message.ts';

/** What is read at a time in a scan: compressed bytes of one partition. */
const PAGE_BYTES = 512 << 10;
/** Reads by position at a time: each may hold a record of the greatest size. */
const READS = 4;

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

export function createReader(cluster: Cluster): Reader {
  const gate = createGate(READS);

  /** One page; where nothing lies at the offset any more, the offset to go on from. */
  const pageAt = async (topic: string, partition: number, at: number): Promise<readonly KafkaMessage[] | number> => {
    try {
      return await cluster.fetch(topic, partition, at, PAGE_BYTES);
    } catch (error) {
      if (!isOutOfRange(error)) throw error;
      const low = (await cluster.lowest(topic, partition + 1)).get(partition) ?? at;
      return low > at ? low : []; // trimmed meanwhile; or beyond the end: the topic was made anew
    }
  };

  /** The records from an offset to an end, page by page: the next page is fetched when this one has been taken. */
  async function* pages(topic: string, partition: number, from: number, end: number) {
    for (let at = from; at < end; ) {
      const page = await pageAt(topic, partition, at);
      if (typeof page === 'number') {
        at = page;
        continue;
      }
      const last = page.at(-1);
      if (last === undefined) return;
      for (const message of page) if (Number(message.offset) < end) yield toStored(topic, partition, message);
      at = Number(last.offset) + 1;
    }
  }

  const first = async (
    topic: string,
    partition: number,
    from: number,
    end: number,
  ): Promise<StoredRecord | undefined> => {
    for await (const record of pages(topic, partition, from, end)) return record;
    return undefined;
  };

  return {
    async readAt({ topic, partition, offset }, key, signal) {
      const partitions = await cluster.partitionsOf(topic);
      if (partitions === undefined || partition >= partitions) return null;
      const leave = await gate.enter(1);
      try {
        signal.throwIfAborted();
        const messages = await cluster.fetch(topic, partition, offset, 1);
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
        for await (const record of pages(topic, partition, at, end.get(partition) ?? 0)) {
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
