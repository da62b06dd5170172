import { createClient, type KafkaConnection } from '@presswatch/event-log/kafka';
import { ASK_MS, type ServerView, within } from '../server-view.ts';

/** Who asks wants to know now. */
const QUICK = { retries: 2, initialRetryTime: 100, maxRetryTime: 500, factor: 0.2, multiplier: 2 };

/** Asks Kafka for its brokers and for the members of groups. Never throws: what fails is the answer. */
export async function describeKafka(connection: KafkaConnection, groups: readonly string[]): Promise<ServerView> {
  const view = { name: 'Kafka', address: connection.brokers.join(',') };
  let trouble = '';
  const note = (_: object, message: string): void => {
    trouble = message;
  };
  const client = createClient({ ...connection, clientId: 'presswatch-doctor' }, { warn: note, error: note }, QUICK);
  const admin = client.admin({ retry: QUICK });
  try {
    return await within(ASK_MS, ask());
  } catch (error) {
    return { ...view, up: false, problem: trouble || (error instanceof Error ? error.message : String(error)) };
  } finally {
    await admin.disconnect().catch(() => undefined); // it may never have been connected
  }

  async function ask(): Promise<ServerView> {
    await admin.connect();
    const cluster = await admin.describeCluster();
    const described = await admin.describeGroups([...groups]);
    const members = Object.fromEntries(described.groups.map((group) => [group.groupId, group.members.length]));
    const count = cluster.brokers.length;
    return { ...view, up: true, version: `${count} ${count === 1 ? 'broker' : 'brokers'}`, members };
  }
}
