import { adapterAddress, readSettings, type Settings } from '@presswatch/service-kit';
import { describe, expect, it } from 'vitest';
import { type Address, kafkaConnection, openSearchConnection, redisConnection } from './connections.ts';

const settings = (over: Partial<Settings> = {}): Settings => ({ ...readSettings({}, '/srv'), ...over });
const kafka = adapterAddress('PRESSWATCH_LOG', 'kafka://k1,k2:9093') as Address<'kafka'>;
const openSearch = (url: string) => adapterAddress('PRESSWATCH_INDEX', url) as Address<'opensearch'>;
const redis = (url: string) => adapterAddress('PRESSWATCH_STATE', url) as Address<'redis'>;

describe('kafkaConnection', () => {
  it('has neither TLS nor a user unless they are set', () => {
    expect(kafkaConnection(kafka, settings())).toEqual({ brokers: ['k1:9092', 'k2:9093'], clientId: 'presswatch' });
  });

  it('has the authority, the mechanism and the user that are set', () => {
    const given = { kafkaTls: true, kafkaSasl: 'scram-sha-256', kafkaUser: 'me', kafkaPassword: 'pw' } as const;
    const sasl = { mechanism: 'scram-sha-256', username: 'me', password: 'pw' };
    expect(kafkaConnection(kafka, settings(given))).toMatchObject({ tls: {}, sasl });
    expect(kafkaConnection(kafka, settings({ ...given, kafkaCa: 'PEM' }))).toMatchObject({ tls: { ca: 'PEM' }, sasl });
  });
});

describe('openSearchConnection', () => {
  it('takes user and password from the address, or from settings', () => {
    const auth = { username: 'me', password: 'pw' };
    const nodes = ['https://o1:9200'];
    expect(openSearchConnection(openSearch('opensearch+https://me:pw@o1'), settings())).toEqual({ nodes, auth });
    const set = settings({ opensearchUser: 'me', opensearchPassword: 'pw', opensearchCa: 'PEM' });
    expect(openSearchConnection(openSearch('opensearch+https://o1'), set)).toEqual({ nodes, auth, ca: 'PEM' });
  });

  it('refuses them in both places, and an authority without TLS', () => {
    const set = settings({ opensearchUser: 'me', opensearchPassword: 'hunter2' });
    const both = () => openSearchConnection(openSearch('opensearch+https://me:hunter2@o1'), set);
    expect(both).toThrow(/PRESSWATCH_OPENSEARCH_USER/);
    expect(both).not.toThrow(/hunter2/);
    const bare = () => openSearchConnection(openSearch('opensearch+http://o1'), settings({ opensearchCa: 'PEM' }));
    expect(bare).toThrow(/PRESSWATCH_OPENSEARCH_CA_FILE/);
  });
});

describe('redisConnection', () => {
  it('takes user and password from the address, or from settings', () => {
    const url = 'rediss://r1:6379/0';
    expect(redisConnection(redis('rediss://:pw@r1'), settings())).toEqual({ url, password: 'pw' });
    const set = settings({ redisUser: 'me', redisPassword: 'pw', redisCa: 'PEM' });
    expect(redisConnection(redis('rediss://r1'), set)).toEqual({ url, username: 'me', password: 'pw', ca: 'PEM' });
  });

  it('refuses them in both places, and an authority without TLS', () => {
    const both = () => redisConnection(redis('rediss://:pw@r1'), settings({ redisPassword: 'pw' }));
    expect(both).toThrow(/PRESSWATCH_REDIS_PASSWORD/);
    expect(() => redisConnection(redis('redis://r1'), settings({ redisCa: 'PEM' }))).toThrow(
      /PRESSWATCH_REDIS_CA_FILE/,
    );
  });
});
