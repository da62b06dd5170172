import { Kafka, logLevel } from 'kafkajs';
import type { KafkaConnection } from '../src/kafka/index.ts';

/** Deletes topics and the groups that read them: those whose name begins with a topic’s. */
export async function removeTopics({ brokers }: KafkaConnection, topics: readonly string[]): Promise<void> {
  const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const { groups } = await admin.listGroups();
    const ours = groups.map(({ groupId }) => groupId).filter((id) => topics.some((topic) => id.startsWith(topic)));
    if (ours.length > 0) await admin.deleteGroups(ours);
    if (topics.length > 0) await admin.deleteTopics({ topics: [...topics] });
  } finally {
    await admin.disconnect();
  }
}
