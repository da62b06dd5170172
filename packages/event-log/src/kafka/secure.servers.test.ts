import { inspect } from 'node:util';
import { type Authority, makeAuthority } from '@presswatch/testkit/certificates';
import { type Servers, startServers } from '@presswatch/testkit/servers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventLog } from '../port.ts';
import { proveAccess } from './access.ts';
import { type KafkaConnection, openKafkaLog, setUpTopics } from './index.ts';

const USER = { username: 'presswatch', password: 'no-one-may-read-this' };
const MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;
const START_MS = 150_000;

let servers: Servers;
let authority: Authority;
beforeAll(async () => {
  authority = await makeAuthority();
  const kafka = { security: { certificate: authority.server, users: [USER] } };
  servers = await startServers({ kafka, opensearch: false, redis: false });
}, START_MS);
afterAll(() => servers?.stop());

const secure = (more: Partial<KafkaConnection> = {}): KafkaConnection => ({
  brokers: servers.addresses.secureBrokers ?? [],
  tls: { ca: authority.ca },
  sasl: { mechanism: 'scram-sha-512', ...USER },
  ...more,
});

const wanted = (name: string) => ({
  topics: [{ name, retention: { kind: 'compacted' } as const }],
  partitions: 3,
  replication: 1,
  minInSync: 1,
});

async function readAll(log: EventLog, topic: string): Promise<string[]> {
  const values: string[] = [];
  for await (const { value } of log.scan(topic)) values.push(String(value));
  return values;
}

/** What the first batch of a group holds; it is finished and the subscription closed. */
async function consumeOnce(log: EventLog, topic: string): Promise<string[]> {
  const seen = Promise.withResolvers<string[]>();
  const subscription = await log.subscribe({
    topic,
    group: `${topic}-group`,
    handler: async (batch) => {
      await batch.finish({ upTo: batch.records.length, outputs: [], deadLetters: [] });
      seen.resolve(batch.records.map(({ value }) => String(value)));
    },
  });
  subscription.ended.catch(seen.reject);
  const values = await seen.promise;
  await subscription.close();
  return values;
}

describe('Kafka with TLS and users', () => {
  it.each(MECHANISMS)('%s: topics are made, records published, consumed and read', async (mechanism) => {
    const connection = secure({ sasl: { mechanism, ...USER } });
    const topic = `secure-${mechanism}`;
    expect(await setUpTopics(connection, wanted(topic))).toMatchObject([{ name: topic, state: 'made' }]);
    const log = await openKafkaLog({ connection });
    const value = new TextEncoder().encode(mechanism);
    await log.publish([{ topic, key: 'one', partitionKey: 'one', value, headers: {} }]);
    expect(await consumeOnce(log, topic)).toEqual([mechanism]);
    expect(await readAll(log, topic)).toEqual([mechanism]);
    expect(await log.lag(topic, `${topic}-group`)).toMatchObject({ records: 0 });
    await log.close();
  });
});

const WRONG = 'a-wrong-secret';
const without = (name: 'tls' | 'sasl', { [name]: _, ...rest }: KafkaConnection): KafkaConnection => rest;

interface Refused {
  readonly what: string;
  readonly connection: () => KafkaConnection | Promise<KafkaConnection>;
  readonly says: RegExp;
}

/** What stays wrong until somebody acts. */
const AT_ONCE: readonly Refused[] = [
  ...MECHANISMS.map((mechanism) => ({
    what: `a wrong password (${mechanism})`,
    connection: () => secure({ sasl: { mechanism, username: USER.username, password: WRONG } }),
    says: /uthentication failed.*: set PRESSWATCH_KAFKA_USER and PRESSWATCH_KAFKA_PASSWORD/s,
  })),
  {
    what: 'a user whom the brokers do not know',
    connection: () => secure({ sasl: { mechanism: 'scram-sha-256', username: 'nobody', password: WRONG } }),
    says: /uthentication failed.*: set PRESSWATCH_KAFKA_USER and PRESSWATCH_KAFKA_PASSWORD/s,
  },
  {
    what: 'an authority that did not sign the certificate',
    connection: async () => secure({ tls: { ca: (await makeAuthority()).ca } }),
    says: /certificate.*: set PRESSWATCH_KAFKA_CA_FILE/s,
  },
  { what: 'no authority', connection: () => secure({ tls: {} }), says: /certificate.*: set PRESSWATCH_KAFKA_CA_FILE/s },
  {
    what: 'a user where none is asked for',
    connection: () => without('tls', secure({ brokers: servers.addresses.brokers })),
    says: /asks for no user: unset PRESSWATCH_KAFKA_SASL/,
  },
];

/** What a broker that is starting or going looks like, too. */
const IN_TIME: readonly Refused[] = [
  {
    what: 'no user',
    connection: () => without('sasl', secure()),
    says: /set PRESSWATCH_KAFKA_SASL, _USER and _PASSWORD/,
  },
  { what: 'no TLS', connection: () => without('tls', secure()), says: /set PRESSWATCH_KAFKA_TLS=true/ },
  {
    what: 'TLS where there is none',
    connection: () => secure({ brokers: servers.addresses.brokers }),
    says: /no TLS: set PRESSWATCH_KAFKA_TLS=false/,
  },
];

async function expectRefusal(call: Promise<unknown>, says: RegExp): Promise<void> {
  const error = await call.then(
    () => expect.fail('it was let in'),
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: 'LogUnavailableError', message: expect.stringMatching(says) });
  const told = inspect(error, { depth: 10, showHidden: true });
  for (const secret of [USER.password, WRONG]) expect(told).not.toContain(secret);
}

describe('Kafka that lets nobody in', () => {
  it.each(AT_ONCE)(
    'says so at once: $what',
    async ({ connection, says }) => {
      const chosen = await connection();
      await expectRefusal(openKafkaLog({ connection: chosen }), says);
      await expectRefusal(setUpTopics(chosen, wanted('refused')), says);
    },
    12_000,
  );

  it.each(IN_TIME)('says so in time: $what', async ({ connection, says }) => {
    await expectRefusal(proveAccess(await connection(), { patienceMs: 500 }), says);
  });
});
