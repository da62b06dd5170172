import { MAX_RECORD_BYTES, type Retention } from '@presswatch/events';
import kafkajs, { type Admin } from 'kafkajs';
import { proveAccess } from './access.ts';
import { createClient, type KafkaConnection, RETRY } from './connection.ts';
import { persist } from './trouble.ts';

/** What was found or done about one thing that an adapter needs. */
export interface SetupLine {
  readonly name: string;
  readonly state: 'made' | 'there' | 'differs' | 'missing';
  readonly detail: string;
  /** What a person should do; given unless all is well. */
  readonly remedy?: string;
}

export interface TopicWanted {
  readonly name: string;
  readonly retention: Retention;
}

export interface TopicsWanted {
  readonly topics: readonly TopicWanted[];
  /** Of every topic; fixed when it is made, because the partition of a release must never change. */
  readonly partitions: number;
  /** Copies of every partition, on as many brokers. */
  readonly replication: number;
  /** So many copies must be written before a record counts as published. */
  readonly minInSync: number;
  /** Only looks. */
  readonly check?: boolean;
}

/** ms: for the brokers to have new topics ready. */
const READY_MS = 30_000;
const HOUR = 60 * 60 * 1000;
/** Room for what a dead letter adds in headers to a record of the greatest size. */
const MAX_MESSAGE_BYTES = MAX_RECORD_BYTES + 64 * 1024;

/**
 * Makes the topics that are missing and compares those that are there; it never changes one. A topic for a time is
 * compacted too, so that a tombstone takes effect in it; a tombstone does so within a day.
 *
 * @throws LogUnavailableError when no broker answers or lets us in
 * @throws Error when the brokers refuse the topics (too few of them for the replication, say)
 */
export async function setUpTopics(connection: KafkaConnection, wanted: TopicsWanted): Promise<readonly SetupLine[]> {
  await proveAccess(connection);
  const admin = createClient(connection).admin({ retry: RETRY });
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const missing = wanted.topics.filter(({ name }) => !existing.has(name));
    if (wanted.check !== true && missing.length > 0) await make(admin, missing, wanted);
    const there = wanted.topics.filter(({ name }) => existing.has(name));
    const differences = await compare(admin, there, wanted);
    return wanted.topics.map((topic) => lineOf(topic, existing, differences.get(topic.name) ?? [], wanted));
  } finally {
    await admin.disconnect();
  }
}

function lineOf(
  topic: TopicWanted,
  existing: ReadonlySet<string>,
  differences: readonly Difference[],
  { partitions, replication, check }: TopicsWanted,
): SetupLine {
  const { name } = topic;
  const kind = topic.retention.kind === 'compacted' ? 'compacted' : `kept for ${topic.retention.ms / HOUR} hours`;
  const detail = `${partitions} partitions, ${replication} copies, ${kind}`;
  if (!existing.has(name)) {
    if (check !== true) return { name, state: 'made', detail };
    return { name, state: 'missing', detail, remedy: 'run `presswatch setup`' };
  }
  if (differences.length === 0) return { name, state: 'there', detail };
  return {
    name,
    state: 'differs',
    detail: differences.map(({ what, is, want }) => `${what} is ${is} and should be ${want}`).join('; '),
    remedy: remedyOf(name, differences),
  };
}

interface Difference {
  readonly what: string;
  readonly is: string;
  readonly want: string;
  readonly setting: boolean;
}

function remedyOf(name: string, differences: readonly Difference[]): string {
  const settings = differences.filter(({ setting }) => setting).map(({ what, want }) => `${what}=[${want}]`);
  const fixed = differences.filter(({ setting }) => !setting).map(({ what }) => what);
  const steps: string[] = [];
  if (settings.length > 0) {
    const list = settings.join(',');
    steps.push(
      `set it: kafka-configs.sh --bootstrap-server HOST:PORT --alter --entity-type topics --entity-name ${name} --add-config '${list}'`,
    );
  }
  if (fixed.includes('partitions')) {
    steps.push(
      'its partitions cannot be changed without losing the order of releases: set up under other names and `migrate`, or set PRESSWATCH’s partitions to what is there',
    );
  }
  if (fixed.includes('copies')) steps.push('reassign its replicas: kafka-reassign-partitions.sh');
  return steps.join('; ');
}

/** The settings of a topic, as Kafka names them. */
function settingsOf({ retention }: TopicWanted, minInSync: number): Record<string, string> {
  return {
    'cleanup.policy': retention.kind === 'compacted' ? 'compact' : 'compact,delete',
    ...(retention.kind === 'time' ? { 'retention.ms': String(retention.ms) } : {}),
    // Nothing vanishes in its first hour, all that is superseded or erased within a day; a segment must be closed first.
    'min.compaction.lag.ms': String(HOUR),
    'max.compaction.lag.ms': String(18 * HOUR),
    'segment.ms': String(6 * HOUR),
    'delete.retention.ms': String(7 * 24 * HOUR),
    'min.cleanable.dirty.ratio': '0.2',
    'max.message.bytes': String(MAX_MESSAGE_BYTES),
    'min.insync.replicas': String(minInSync),
    'compression.type': 'producer',
  };
}

async function make(admin: Admin, topics: readonly TopicWanted[], wanted: TopicsWanted): Promise<void> {
  await admin.createTopics({
    waitForLeaders: false, // kafkajs waits, but ends at once when a broker has not heard of the topic yet
    timeout: READY_MS,
    topics: topics.map((topic) => ({
      topic: topic.name,
      numPartitions: wanted.partitions,
      replicationFactor: wanted.replication,
      configEntries: Object.entries(settingsOf(topic, wanted.minInSync)).map(([name, value]) => ({ name, value })),
    })),
  });
  const until = Date.now() + READY_MS;
  const names = topics.map(({ name }) => name);
  const ready = async () => {
    const { topics: found } = await admin.fetchTopicMetadata({ topics: names });
    if (found.some(({ partitions }) => partitions.length < wanted.partitions))
      throw new Error('partitions are missing');
  };
  await persist(ready, { until: () => until, passes: () => true });
}

async function compare(
  admin: Admin,
  topics: readonly TopicWanted[],
  wanted: TopicsWanted,
): Promise<Map<string, readonly Difference[]>> {
  if (topics.length === 0) return new Map();
  const names = topics.map(({ name }) => name);
  const { topics: found } = await admin.fetchTopicMetadata({ topics: names });
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: names.map((name) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name })),
  });
  return new Map(
    topics.map((topic) => {
      const partitions = found.find(({ name }) => name === topic.name)?.partitions ?? [];
      const entries = resources.find(({ resourceName }) => resourceName === topic.name)?.configEntries ?? [];
      const values = new Map(entries.map(({ configName, configValue }) => [configName, configValue]));
      const copies = Math.min(...partitions.map(({ replicas }) => replicas.length));
      const pairs = [
        { what: 'partitions', is: String(partitions.length), want: String(wanted.partitions), setting: false },
        { what: 'copies', is: String(copies), want: String(wanted.replication), setting: false },
        ...Object.entries(settingsOf(topic, wanted.minInSync)).map(([what, want]) => {
          return { what, is: values.get(what) ?? 'unknown', want, setting: true };
        }),
      ];
      return [
        topic.name,
        pairs.filter(({ is, want }) => is.split(',').toSorted().join() !== want.split(',').toSorted().join()),
      ];
    }),
  );
}
