import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { removeTopics } from '../../test/kafka/topics.ts';
import { describeEventLog, type EventLogHarness } from '../contract/index.ts';
import type { EventLog } from '../port.ts';
import { openKafkaLog, setUpTopics } from './index.ts';

const MAX_RECORD_BYTES = 64 * 1024;

async function makeHarness(): Promise<EventLogHarness> {
  const connection = { brokers: inject('servers').brokers };
  const prefix = `log-${randomUUID().slice(0, 8)}`;
  const logs: EventLog[] = [];
  const topics: string[] = [];
  return {
    async open() {
      const log = await openKafkaLog({ connection, maxRecordBytes: MAX_RECORD_BYTES });
      logs.push(log);
      return log;
    },
    async topic(label) {
      const name = `${prefix}-${label}`;
      const wanted = { topics: [{ name, retention: { kind: 'compacted' } as const }], partitions: 12 };
      await setUpTopics(connection, { ...wanted, replication: 1, minInSync: 1 });
      topics.push(name);
      return name;
    },
    async dispose() {
      await Promise.all(logs.map((log) => log.close()));
      await removeTopics(connection, topics);
    },
  };
}

describeEventLog('Kafka', makeHarness, {
  atomicFinish: false,
  compactsOnDemand: false,
  maxRecordBytes: MAX_RECORD_BYTES,
  timeoutMs: 60_000,
});
