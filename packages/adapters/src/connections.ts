import type { KafkaConnection } from '@presswatch/event-log/kafka';
import type { OpenSearchConnection } from '@presswatch/opensearch';
import {
  type AdapterAddress,
  type AllSettings,
  type PORT_SETTINGS,
  SettingsError,
  type UrlCredentials,
} from '@presswatch/service-kit';

/** The settings that a port needs. */
export type LogSettings = Pick<AllSettings, (typeof PORT_SETTINGS.log)[number]>;
export type IndexSettings = Pick<AllSettings, (typeof PORT_SETTINGS.index)[number]>;
export type RecordsSettings = Pick<AllSettings, (typeof PORT_SETTINGS.records)[number]>;
export type StateSettings = Pick<AllSettings, (typeof PORT_SETTINGS.state)[number]>;

export type Address<A extends AdapterAddress['adapter']> = Extract<AdapterAddress, { adapter: A }>;

/** How Kafka is reached. */
export function kafkaConnection(address: Address<'kafka'>, settings: LogSettings): KafkaConnection {
  const { kafkaTls, kafkaCa, kafkaSasl, kafkaUser, kafkaPassword } = settings;
  return {
    brokers: address.brokers,
    clientId: 'presswatch',
    ...(kafkaTls && { tls: kafkaCa === '' ? {} : { ca: kafkaCa } }),
    ...(kafkaSasl !== '' && { sasl: { mechanism: kafkaSasl, username: kafkaUser, password: kafkaPassword } }),
  };
}

/** How OpenSearch is reached. @throws SettingsError where user or password are given twice */
export function openSearchConnection(
  address: Address<'opensearch'>,
  settings: Omit<IndexSettings, 'index'>,
): OpenSearchConnection {
  const { opensearchUser, opensearchPassword, opensearchCa } = settings;
  if (opensearchCa !== '' && address.nodes.some((node) => node.startsWith('http:'))) {
    throw new SettingsError(
      'PRESSWATCH_OPENSEARCH_CA_FILE is set, but the address has no TLS: write opensearch+https://…',
    );
  }
  const { username, password } = one('OPENSEARCH', address.credentials, opensearchUser, opensearchPassword);
  return {
    nodes: address.nodes,
    ...(username !== undefined && { auth: { username, password: password ?? '' } }),
    ...(opensearchCa !== '' && { ca: opensearchCa }),
  };
}

/** How Redis is reached. @throws SettingsError where user or password are given twice */
export function redisConnection(address: Address<'redis'>, settings: Omit<StateSettings, 'state'>) {
  const { redisUser, redisPassword, redisCa } = settings;
  if (redisCa !== '' && !address.url.startsWith('rediss:')) {
    throw new SettingsError('PRESSWATCH_REDIS_CA_FILE is set, but PRESSWATCH_STATE has no TLS: write rediss://…');
  }
  return {
    url: address.url,
    ...one('REDIS', address.credentials, redisUser, redisPassword),
    ...(redisCa !== '' && { ca: redisCa }),
  };
}

/** A user and a password stand in the address or in settings of their own, never in both. */
function one(server: string, url: UrlCredentials, user: string, password: string): UrlCredentials {
  const inUrl = url.username !== undefined || url.password !== undefined;
  if (inUrl && (user !== '' || password !== '')) {
    throw new SettingsError(
      `PRESSWATCH_${server}_USER or PRESSWATCH_${server}_PASSWORD is set, and the address holds a user or password, too: keep one`,
    );
  }
  if (inUrl) return url;
  return { ...(user !== '' && { username: user }), ...(password !== '' && { password }) };
}
