import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type TempFolder, tempFolder } from '@presswatch/testkit';
import {
  type Authority,
  makeAuthority,
  startHttpsFront,
  startTlsFront,
  type TlsFront,
} from '@presswatch/testkit/certificates';
import { type Servers, startServers } from '@presswatch/testkit/servers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runPresswatch } from './run-presswatch.ts';
import { type ServiceProcess, startService } from './service-process.ts';

// Every server with TLS and users, as a process is told of them: addresses, CA files and password files.
const USER = 'presswatch';
const PASSWORDS = { kafka: 'kafka-secret-1', opensearch: 'opensearch-secret-2', redis: 'redis-secret-3' };
const START_MS = 240_000;

let servers: Servers;
let authority: Authority;
let folder: TempFolder;
let env: Record<string, string>;
const fronts: TlsFront[] = [];
const services: ServiceProcess[] = [];

beforeAll(async () => {
  [authority, folder] = await Promise.all([makeAuthority(), tempFolder()]);
  const users = [{ username: USER, password: PASSWORDS.kafka }];
  servers = await startServers({ kafka: { security: { certificate: authority.server, users } } });
  const redis = await startTlsFront(authority.server, Number(new URL(servers.addresses.redis).port));
  fronts.push(redis);
  const opensearch = await startHttpsFront(authority.server, servers.addresses.opensearch, {
    username: USER,
    password: PASSWORDS.opensearch,
  });
  fronts.push(opensearch);
  const search = `opensearch+https://127.0.0.1:${opensearch.port}/secure-${randomUUID().slice(0, 8)}`;
  const ca = join(folder.path, 'ca.pem');
  await writeFile(ca, authority.ca);
  await setRedisUser();
  env = {
    PRESSWATCH_DATA: folder.path,
    PRESSWATCH_LOG: `kafka://${servers.addresses.secureBrokers?.join()}`,
    PRESSWATCH_KAFKA_TLS: 'true',
    PRESSWATCH_KAFKA_CA_FILE: ca,
    PRESSWATCH_KAFKA_SASL: 'scram-sha-512',
    PRESSWATCH_KAFKA_USER: USER,
    PRESSWATCH_INDEX: search,
    PRESSWATCH_RECORDS: search,
    PRESSWATCH_OPENSEARCH_USER: USER,
    PRESSWATCH_OPENSEARCH_CA_FILE: ca,
    PRESSWATCH_STATE: `rediss://127.0.0.1:${redis.port}/0`,
    PRESSWATCH_REDIS_USER: USER,
    PRESSWATCH_REDIS_CA_FILE: ca,
    PRESSWATCH_REPLICATION: '1',
    PRESSWATCH_MIN_INSYNC: '1',
    PRESSWATCH_REPLICAS: '0',
    PRESSWATCH_LOG_LEVEL: 'trace',
    ...(await passwordFiles('right', PASSWORDS)),
  };
}, START_MS);

afterAll(async () => {
  for (const service of services) if (!service.hasExited()) await service.kill('SIGKILL');
  for (const front of fronts) await front.close();
  await servers?.stop();
  await folder?.remove();
});

async function setRedisUser(): Promise<void> {
  const socket = connect(Number(new URL(servers.addresses.redis).port), '127.0.0.1');
  const rights = '~{presswatch}:* +@read +@write +eval +evalsha +ping +select +info +time';
  socket.write(`ACL SETUSER ${USER} on >${PASSWORDS.redis} ${rights}\r\n`);
  const [answer] = await once(socket, 'data');
  socket.destroy();
  expect(String(answer)).toBe('+OK\r\n');
}

/** Writes passwords as secrets are mounted; gives the variables that name them. */
async function passwordFiles(name: string, passwords: typeof PASSWORDS): Promise<Record<string, string>> {
  const entries = Object.entries(passwords).map(async ([server, password]) => {
    const path = join(folder.path, `${name}-${server}`);
    await writeFile(path, `${password}\n`, { mode: 0o600 });
    return [`PRESSWATCH_${server.toUpperCase()}_PASSWORD_FILE`, path] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

const WRONG = { kafka: 'wrong-secret-4', opensearch: 'wrong-secret-5', redis: 'wrong-secret-6' };

function expectNoSecret(text: string): void {
  for (const secret of [...Object.values(PASSWORDS), ...Object.values(WRONG)]) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(Buffer.from(`${USER}:${secret}`).toString('base64'));
  }
}

interface Check {
  readonly name: string;
  readonly state: string;
  readonly found: string;
}

describe('servers with TLS and users, by environment and files', () => {
  it('are set up, looked at, and used by a service', async () => {
    const setup = await runPresswatch(env, ['setup', '--json']);
    expect(setup).toMatchObject({ code: 0 });
    const doctor = await runPresswatch(env, ['doctor', '--json']);
    const up = doctor.json<Check>().filter(({ name }) => ['Kafka', 'OpenSearch', 'Redis'].includes(name));
    expect(up.map(({ state }) => state)).toEqual(['ok', 'ok', 'ok']);
    for (const name of ['indexer', 'fetcher'] as const) {
      const service = await startService(name, env);
      services.push(service);
      await service.ready();
      expect(await service.kill('SIGTERM')).toBe(0);
      expectNoSecret(service.output());
    }
    expectNoSecret(setup.out + setup.err + doctor.out + doctor.err);
  });

  it('are waited for with wrong passwords, and what is said of it holds no secret', async () => {
    const wrong = { ...env, ...(await passwordFiles('wrong', WRONG)) };
    const setup = await runPresswatch(wrong, ['setup', '--json']);
    expect(setup.code).not.toBe(0);
    expect(setup.out + setup.err).toContain('PRESSWATCH_KAFKA_PASSWORD');
    const doctor = await runPresswatch(wrong, ['doctor', '--json']);
    const down = doctor.json<Check>().filter(({ state }) => state === 'failed');
    expect(down.map(({ name }) => name)).toEqual(expect.arrayContaining(['Kafka', 'OpenSearch', 'Redis']));
    expectNoSecret(setup.out + setup.err + doctor.out + doctor.err);
    const indexer = await startService('indexer', wrong);
    services.push(indexer);
    await expect
      .poll(() => indexer.output(), { timeout: 60_000 })
      .toMatch(/set PRESSWATCH_KAFKA_USER|refuses this user/);
    expect(await indexer.kill('SIGTERM')).toBe(0);
    expectNoSecret(indexer.output());
  });
});
