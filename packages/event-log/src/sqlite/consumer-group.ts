import { type NewRecord, PartitionLostError, type SubscribeOptions, type Subscription } from '../port.ts';
import { type BatchRun, createBatchRun } from './batch-run.ts';
import type { Committer } from './committer.ts';
import { createMember, type Member } from './member.ts';
import type { Chunk, PreparedRecord, Store } from './store.ts';

/** The members of one group reading one topic in this process. */
export interface ConsumerGroup {
  join(options: SubscribeOptions): Subscription;
  /** There may be new records: in one partition, or anywhere. */
  wake(partition?: number): void;
}

export interface ConsumerGroupOptions {
  readonly topic: string;
  readonly name: string;
  readonly store: Store;
  readonly committer: Committer;
  readonly prepare: (records: readonly NewRecord[]) => readonly PreparedRecord[];
}

interface Slot {
  readonly partition: number;
  owner: Member | undefined;
  /** Where the next batch starts. */
  next: number;
  /** There may be records from `next` on. */
  ready: boolean;
  run: BatchRun | undefined;
}

/** About how many bytes are read before the event loop gets its turn. */
const READ_BYTES = 4 * 1024 * 1024;

/**
 * Hands out batches: one at a time in a partition, partitions in turn, as long as the bytes in flight allow. A partition
 * changes hands only between batches.
 */
export function createConsumerGroup(options: ConsumerGroupOptions): ConsumerGroup {
  const { topic, name, store } = options;
  const topicId = store.topicId(topic);
  const groupId = store.groupId(topicId, name);
  const slots = Array.from({ length: store.partitions }, (_, partition): Slot => {
    return { partition, owner: undefined, next: 0, ready: true, run: undefined };
  });
  const members: Member[] = [];
  let inFlightBytes = 0;
  let turn = 0;
  let scheduled = false;

  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      try {
        pump();
      } catch (error) {
        for (const member of [...members]) member.fail(error); // the file cannot be read
      }
    });
  };

  /** Gives a free partition to the member that should have it; a busy one is asked to come free. */
  const place = (slot: Slot): void => {
    const target = members.length > 0 ? members[slot.partition % members.length] : undefined;
    if (slot.owner === target) return;
    if (slot.run) {
      slot.run.abort();
      return;
    }
    slot.owner = target;
    slot.next = store.finishedUpTo(groupId, slot.partition);
    slot.ready = true;
  };
  const rebalance = (): void => {
    for (const slot of slots) place(slot);
    schedule();
  };

  const pump = (): void => {
    let read = 0;
    for (let step = 0; step < slots.length; step++) {
      const slot = slots[turn % slots.length];
      const bytes = slot ? handOut(slot) : 0;
      if (bytes === 'full') return; // this partition comes first when there is room again
      turn++;
      read += bytes;
      if (read > READ_BYTES) break;
    }
    if (read > READ_BYTES) schedule();
  };

  /** Returns how many bytes were read. */
  const handOut = (slot: Slot): number | 'full' => {
    const { owner, partition } = slot;
    if (!owner || slot.run || !slot.ready) return 0;
    const room = owner.limits.maxInFlightBytes - inFlightBytes;
    if (inFlightBytes > 0 && room <= 0) return 'full';
    const maxBytes = Math.min(owner.limits.maxBytes, room);
    const chunk = store.nextChunk(topicId, partition, slot.next, { maxRecords: owner.limits.maxRecords, maxBytes });
    slot.ready = chunk !== undefined;
    if (!chunk) return 0;
    if (inFlightBytes > 0 && chunk.bytes > room) return 'full';
    void work(slot, owner, start(slot, chunk));
    return chunk.bytes;
  };

  const start = (slot: Slot, chunk: Chunk): BatchRun => {
    const { partition } = slot;
    const records = store.read(topic, topicId, partition, chunk.first, chunk.last);
    const group = { id: groupId, name };
    const run = createBatchRun({ ...options, partition, group, records, bytes: chunk.bytes });
    slot.run = run;
    inFlightBytes += run.bytes;
    return run;
  };

  const work = async (slot: Slot, owner: Member, run: BatchRun): Promise<void> => {
    owner.started();
    try {
      await owner.handler(run.batch);
    } catch (error) {
      if (!(error instanceof PartitionLostError)) owner.fail(error);
    }
    run.end();
    slot.run = undefined;
    slot.next = run.finishedUpTo();
    inFlightBytes -= run.bytes;
    place(slot);
    schedule();
    owner.returned();
  };

  const leave = (member: Member): void => {
    const index = members.indexOf(member);
    if (index === -1) return;
    members.splice(index, 1);
    rebalance();
  };

  return {
    join(subscribe) {
      const member = createMember(subscribe, leave);
      members.push(member);
      rebalance();
      return member.subscription;
    },
    wake(partition) {
      for (const slot of partition === undefined ? slots : slots.slice(partition, partition + 1)) slot.ready = true;
      if (members.length > 0) schedule();
    },
  };
}
