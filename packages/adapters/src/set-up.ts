import { deadLetterTopic, EVENT_KINDS, PARTITIONS, type Retention } from '@presswatch/events';
import { type AllSettings, adapterAddress } from '@presswatch/service-kit';
import {
  type IndexSettings,
  kafkaConnection,
  type LogSettings,
  openSearchConnection,
  type RecordsSettings,
} from './connections.ts';

/** One thing that a port needs on its server, and how it stands. */
export interface SetupLine {
  readonly name: string;
  /** `missing`: where it was only looked at. `differs`: it is there, and not as the settings and this version need it. */
  readonly state: 'made' | 'there' | 'differs' | 'missing';
  readonly detail: string;
  readonly remedy?: string;
}

/** A stage and the topic it reads: where its dead letters go follows from both. */
export interface SetupStage {
  readonly stage: string;
  readonly topic: string;
}

export interface SetupOptions {
  /** Only look. */
  readonly check: boolean;
}

/** A topic and what it keeps. */
export interface TopicPlan {
  readonly name: string;
  readonly retention: Retention;
}

type LogSetup = LogSettings & Pick<AllSettings, 'replication' | 'minInsync'>;
type IndexSetup = IndexSettings & Pick<AllSettings, 'shards' | 'replicas'>;
type RecordsSetup = RecordsSettings & Pick<AllSettings, 'replicas'>;

/** Every topic there has to be: one a kind of event, and one a stage for what it gives up. */
export function topicsOf(stages: readonly SetupStage[]): readonly TopicPlan[] {
  return [
    ...EVENT_KINDS.map((kind) => ({ name: kind.topic, retention: kind.retention })),
    ...stages.map(({ stage, topic }) => ({ name: deadLetterTopic(topic, stage), retention: DEAD_LETTER_RETENTION })),
  ];
}

/** Kept until they are dealt with; compacted under keys of their own, so that `erase` reaches them. */
const DEAD_LETTER_RETENTION: Retention = { kind: 'compacted' };

/** Makes the topics, or looks at them. SQLite makes what it needs by itself: no lines. */
export async function setUpLog(
  settings: LogSetup,
  { topics, check }: SetupOptions & { readonly topics: readonly TopicPlan[] },
): Promise<readonly SetupLine[]> {
  const address = adapterAddress('PRESSWATCH_LOG', settings.log);
  if (address.adapter !== 'kafka') return [];
  const { setUpTopics } = await import('@presswatch/event-log/kafka');
  const { replication, minInsync } = settings;
  const connection = kafkaConnection(address, settings);
  return setUpTopics(connection, { topics, partitions: PARTITIONS, replication, minInSync: minInsync, check });
}

/** Makes templates, indices and aliases of releases and saved searches, or looks at them. */
export async function setUpIndex(settings: IndexSetup, { check }: SetupOptions): Promise<readonly SetupLine[]> {
  const address = adapterAddress('PRESSWATCH_INDEX', settings.index);
  if (address.adapter !== 'opensearch') return [];
  const { setUpIndices } = await import('@presswatch/release-index/opensearch');
  const { shards, replicas } = settings;
  return setUpIndices(openSearchConnection(address, settings), { prefix: address.prefix, shards, replicas, check });
}

/** Makes the index of what people make, or looks at it. */
export async function setUpRecordStore(settings: RecordsSetup, { check }: SetupOptions): Promise<readonly SetupLine[]> {
  const address = adapterAddress('PRESSWATCH_RECORDS', settings.records);
  if (address.adapter !== 'opensearch') return [];
  const { setUpRecords } = await import('@presswatch/records/opensearch');
  return setUpRecords(openSearchConnection(address, settings), {
    prefix: address.prefix,
    replicas: settings.replicas,
    check,
  });
}

/** Sets up everything that lies on servers: topics of every kind of event and dead letter, indices of releases and records. */
export async function setUpAll(
  settings: LogSetup & IndexSetup & RecordsSetup,
  { stages, check }: SetupOptions & { readonly stages: readonly SetupStage[] },
): Promise<readonly SetupLine[]> {
  return [
    ...(await setUpLog(settings, { topics: topicsOf(stages), check })),
    ...(await setUpIndex(settings, { check })),
    ...(await setUpRecordStore(settings, { check })),
  ];
}
