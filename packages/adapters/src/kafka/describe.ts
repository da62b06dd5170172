import type { KafkaConnection } from '@presswatch/event-log/kafka';
import kafkajs from 'kafkajs';
import { ASK_MS, type ServerView, within } from '../server-view.ts';

/** Asks Kafka for its brokers and for the members of groups. Never throws: what fails is the answer. */
export async function describeKafka(connection: KafkaConnection, groups: readonly string[]): Promise<ServerView> {
  const { brokers, tls, sasl } = connection;
  const view = { name: 'Kafka', address: brokers.join(',') };
  const client = new kafkajs.Kafka({
    brokers: [...brokers],
    clientId: 'presswatch-doctor',
    connectionTimeout: ASK_MS,
    requestTimeout: ASK_MS,
    logLevel: kafkajs.logLevel.NOTHING,
    retry: { retries: 1, initialRetryTime: 100, maxRetryTime: 500, factor: 0.2, multiplier: 2 },
    ...(tls && { ssl: tls.ca === undefined ? true : { ca: [tls.ca] } }),
    ...(sasl && { sasl: sasl as kafkajs.SASLOptions }),
  });
  const admin = client.admin();
  try {
    return await within(2 * ASK_MS, ask());
  } catch (error) {
    return { ...view, up: false, problem: error instanceof Error ? error.message : String(error) };
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
