import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AdapterUrlError, adapterAddress, redactUrl } from './adapter-url.ts';

describe('adapterAddress', () => {
  it('reads the address of a file', () => {
    expect(adapterAddress('PRESSWATCH_LOG', 'sqlite:/var/pw/log.db')).toEqual({
      adapter: 'sqlite',
      path: '/var/pw/log.db',
    });
  });

  it('reads brokers, with Kafka’s port where none is given', () => {
    const { brokers } = { brokers: ['k1:9092', 'k2:9093', '[::1]:9092'] };
    expect(adapterAddress('PRESSWATCH_LOG', 'kafka://k1, k2:9093,[::1]')).toEqual({ adapter: 'kafka', brokers });
  });

  it('reads nodes, prefix and credentials of OpenSearch', () => {
    expect(adapterAddress('PRESSWATCH_INDEX', 'opensearch+https://me:p%40w@o1,o2:9201/press')).toEqual({
      adapter: 'opensearch',
      nodes: ['https://o1:9200', 'https://o2:9201'],
      prefix: 'press',
      credentials: { username: 'me', password: 'p@w' },
    });
    expect(adapterAddress('PRESSWATCH_RECORDS', 'opensearch+http://o1')).toMatchObject({
      prefix: 'presswatch',
      credentials: {},
    });
  });

  it('reads Redis, with or without TLS', () => {
    expect(adapterAddress('PRESSWATCH_STATE', 'rediss://:pw@r1:6380/2')).toEqual({
      adapter: 'redis',
      url: 'rediss://r1:6380/2',
      credentials: { password: 'pw' },
    });
    expect(adapterAddress('PRESSWATCH_STATE', 'redis://r1')).toMatchObject({ url: 'redis://r1:6379/0' });
  });

  it.each([
    ['PRESSWATCH_LOG', 'redis://host'],
    ['PRESSWATCH_LOG', 'kafka://'],
    ['PRESSWATCH_LOG', 'kafka://a,,b'],
    ['PRESSWATCH_LOG', 'kafka://host:99999'],
    ['PRESSWATCH_LOG', 'kafka://host/topic'],
    ['PRESSWATCH_LOG', 'sqlite:'],
    ['PRESSWATCH_INDEX', 'opensearch://host:9200'],
    ['PRESSWATCH_INDEX', 'http://host:9200'],
    ['PRESSWATCH_INDEX', 'opensearch+http://host/Not_Allowed'],
    ['PRESSWATCH_STATE', 'redis://a,b'],
    ['PRESSWATCH_STATE', 'redis://host/zero'],
    ['PRESSWATCH_STATE', 'kafka://host'],
    ['PRESSWATCH_RECORDS', 'redis://host'],
  ] as const)('refuses %s=%s, naming the variable and what it may be', (variable, url) => {
    expect(() => adapterAddress(variable, url)).toThrow(AdapterUrlError);
    expect(() => adapterAddress(variable, url)).toThrow(new RegExp(`^${variable} is .*: write sqlite:`));
  });

  it('names the variables that Kafka’s credentials belong into, without telling them', () => {
    const read = () => adapterAddress('PRESSWATCH_LOG', 'kafka://me:hunter2@host:9092');
    expect(read).toThrow(/PRESSWATCH_LOG is kafka:\/\/\*\*\*@host:9092.*PRESSWATCH_KAFKA_PASSWORD/);
  });
});

it.each([
  ['rediss://:pw@host:6379/0?token=x#y', 'rediss://***@host:6379/0'],
  ['https://host/path?key=secret', 'https://host/path'],
  ['not a url //me:pw@host', 'not a url //***@host'],
  ['kafka://me:p@w@h1:9092,h2:9092', 'kafka://***@h1:9092,h2:9092'],
])('prints %s without secrets', (url, safe) => expect(redactUrl(url)).toBe(safe));

it('never prints a password, whatever it holds', () => {
  const password = fc.string({ minLength: 3 }).map((text) => `pw${text}pw`);
  fc.assert(
    fc.property(password, (secret) => {
      expect(redactUrl(`redis://me:${secret}@host:6379/0`)).toBe('redis://***@host:6379/0');
    }),
  );
});
