import { randomUUID } from 'node:crypto';
import type { Retention } from '@presswatch/events';
import { Kafka, logLevel } from 'kafkajs';
import { afterEach, beforeEach, inject } from 'vitest';
import type { EventLog } from '../../src/index.ts';
import { type KafkaConnection, openKafkaLog, setUpTopics } from '../../src/kafka/index.ts';

export const admin = ({ brokers }: KafkaConnection) =>
  new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();

/** Deletes topics and the groups that read them: those whose name begins with a topic’s. */
export async function removeTopics(connection: KafkaConnection, topics: readonly string[]): Promise<void> {
  const client = admin(connection);
  await client.connect();
  try {
    const { groups } = await client.listGroups();
    const ours = groups.map(({ groupId }) => groupId).filter((id) => topics.some((topic) => id.startsWith(topic)));
    for (const group of ours) await removeGroup(client, group);
    if (topics.length > 0) await client.deleteTopics({ topics: [...topics] });
  } finally {
    await client.disconnect();
  }
}

/** A member that was killed stays in its group until its session is over. */
async function removeGroup(client: ReturnType<typeof admin>, group: string): Promise<void> {
  for (;;) {
    try {
      await client.deleteGroups([group]);
      return;
    } catch (error) {
      const [failed] = (error as { groups?: { errorCode: number }[] }).groups ?? [];
      if (failed?.errorCode !== NON_EMPTY_GROUP) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
const NON_EMPTY_GROUP = 68;

/** Makes a topic of 12 partitions. */
export async function makeTopic(connection: KafkaConnection, name: string, retention: Retention): Promise<void> {
  const topics = [{ name, retention }];
  await setUpTopics(connection, { topics, partitions: 12, replication: 1, minInSync: 1 });
}

interface KafkaGround {
  readonly connection: KafkaConnection;
  readonly log: EventLog;
  /** Makes a topic that is this test’s own. */
  topic(label: string, retention?: Retention): Promise<string>;
}

/** A log for each test of the file, and topics that are removed after it. */
export function useKafkaTopics(): () => KafkaGround {
  let ground: KafkaGround | undefined;
  let topics: string[] = [];
  beforeEach(async () => {
    const connection = { brokers: inject('servers').brokers };
    const prefix = `log-${randomUUID().slice(0, 8)}`;
    const log = await openKafkaLog({ connection, sessionMs: 6000 });
    const topic = async (label: string, retention: Retention = { kind: 'compacted' }) => {
      const name = `${prefix}-${label}`;
      topics.push(name);
      await makeTopic(connection, name, retention);
      return name;
    };
    ground = { connection, log, topic };
  });
  afterEach(async () => {
    await ground?.log.close();
    if (ground) await removeTopics(ground.connection, topics);
    [ground, topics] = [undefined, []];
  });
  return () => {
    if (!ground) throw new Error('the ground is there only inside a test');
    return ground;
  };
}
