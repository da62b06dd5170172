import { createClient, type KafkaConnection, setUpTopics } from '@presswatch/event-log/kafka';

/** Offsets by partition. */
export type Offsets = readonly number[];

/** Where topics end and groups stand, by few and small requests: `EventLog.lag` reads records, too. */
export interface Positions {
  /** The offsets of the next records. */
  ends(topic: string): Promise<Offsets>;
  /** How many records a group has finished in all. */
  finished(topic: string, group: string): Promise<number>;
  /** Lets a group without members go on from here. */
  moveTo(topic: string, group: string, offsets: Offsets): Promise<void>;
  makeTopic(topic: string, partitions: number): Promise<void>;
  removeTopic(topic: string): Promise<void>;
  close(): Promise<void>;
}

export const sumOf = (offsets: Offsets): number => offsets.reduce((sum, offset) => sum + offset, 0);

export async function openPositions(connection: KafkaConnection): Promise<Positions> {
  const admin = createClient(connection).admin();
  await admin.connect();
  const byPartition = (list: readonly { partition: number; offset: string }[]): number[] => {
    const offsets: number[] = [];
    for (const { partition, offset } of list) offsets[partition] = Math.max(0, Number(offset));
    return offsets;
  };
  return {
    ends: async (topic) => byPartition(await admin.fetchTopicOffsets(topic)),
    async finished(topic, group) {
      const [found] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
      return sumOf(byPartition(found?.partitions ?? []));
    },
    async moveTo(topic, groupId, offsets) {
      const partitions = offsets.map((offset, partition) => ({ partition, offset: String(offset) }));
      await admin.setOffsets({ groupId, topic, partitions });
    },
    async makeTopic(name, partitions) {
      const topics = [{ name, retention: { kind: 'time', ms: 86_400_000 } as const }];
      await setUpTopics(connection, { topics, partitions, replication: 1, minInSync: 1 });
    },
    removeTopic: (topic) => admin.deleteTopics({ topics: [topic] }),
    close: () => admin.disconnect(),
  };
}
