import { Kafka, logLevel } from 'kafkajs';
import { inject } from 'vitest';
import { describeErase } from './testing/erasing.ts';
import { describeMigrate } from './testing/migrating.ts';
import { describeReindex } from './testing/reindexing.ts';
import { describeReplay } from './testing/replaying.ts';
import { serverPorts } from './testing/server-ports.ts';
import { sqlitePorts } from './testing/sqlite-ports.ts';

async function deleteTopics(brokers: readonly string[], topics: readonly string[]): Promise<void> {
  const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.deleteTopics({ topics: [...topics] });
  await admin.disconnect();
}

const open = () => serverPorts(inject('servers'), deleteTopics);
const SLOW = 120_000;

describeReplay('Kafka and OpenSearch', open, SLOW);
describeErase('Kafka and OpenSearch', open, undefined, SLOW);
describeReindex('Kafka and OpenSearch', open, SLOW);
describeMigrate('from SQLite to Kafka and OpenSearch', sqlitePorts, open, SLOW);
