import { inspect } from 'node:util';
import { type Authority, makeAuthority, startTlsFront, type TlsFront } from '@presswatch/testkit/certificates';
import { type Servers, startServers } from '@presswatch/testkit/servers';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRedisState, type RedisStateOptions } from './index.ts';

// A server of its own: its users are its own, too.
const USER = { username: 'presswatch', password: 'no-one-may-read-this' };
const WRONG = 'a-wrong-secret';
const ADMIN_PASSWORD = 'of-somebody-else';

let servers: Servers;
let authority: Authority;
let front: TlsFront;
beforeAll(async () => {
  authority = await makeAuthority();
  servers = await startServers({ kafka: false, opensearch: false, redis: true });
  const plain = new URL(servers.addresses.redis);
  front = await startTlsFront(authority.server, Number(plain.port));
  const admin = new Redis(servers.addresses.redis);
  // As docs/operations.md says, and no more.
  const rights = ['~{presswatch}:*', '+@read', '+@write', '+eval', '+evalsha', '+ping', '+select', '+info', '+time'];
  await admin.call('ACL', 'SETUSER', USER.username, 'on', `>${USER.password}`, ...rights);
  await admin.call('CONFIG', 'SET', 'requirepass', ADMIN_PASSWORD);
  admin.disconnect();
});
afterAll(async () => {
  await front?.close();
  await servers?.stop();
});

const secure = (more: Partial<RedisStateOptions> = {}): RedisStateOptions => ({
  url: `rediss://127.0.0.1:${front.port}/0`,
  ca: authority.ca,
  ...USER,
  ...more,
});

/** Uses all three of a state's parts. */
async function expectItWorks(options: RedisStateOptions): Promise<void> {
  const state = await openRedisState(options);
  try {
    const now = Date.now();
    await state.memory.remember('links', ['one'], { now, keepMs: 60_000 });
    expect(await state.memory.seen('links', ['one', 'two'])).toEqual(new Set(['one']));
    await state.schedule.add([{ id: 'feed', dueAt: now }]);
    expect(await state.schedule.claim({ now, limit: 1, leaseMs: 1000 })).toMatchObject([{ id: 'feed' }]);
    expect(await state.budgets.take('host.example', { now, intervalMs: 1 })).toBe(0);
    await state.schedule.remove('feed');
  } finally {
    await state.close();
  }
}

async function expectRefusal(options: RedisStateOptions, says: RegExp): Promise<void> {
  const error = await openRedisState(options).then(
    () => expect.fail('it was let in'),
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: 'StateUnavailableError', message: expect.stringMatching(says) });
  const told = inspect(error, { depth: 10, showHidden: true });
  for (const secret of [USER.password, WRONG]) expect(told).not.toContain(secret);
}

describe('Redis with TLS and users', () => {
  it('works for a user with the rights that are documented', () => expectItWorks(secure()));

  it('takes a password without a user', async () => {
    const { username: _, ...withoutUser } = secure({ password: ADMIN_PASSWORD });
    await expectItWorks(withoutUser);
  });

  it('takes user and password out of the address', async () => {
    const { url, ca } = secure();
    await expectItWorks({ url: url.replace('//', `//${USER.username}:${USER.password}@`), ca: ca as string });
  });

  it.each([
    { what: 'a wrong password', more: () => ({ password: WRONG }), says: /WRONGPASS.*; set the user and password/ },
    { what: 'an unknown user', more: () => ({ username: 'nobody' }), says: /WRONGPASS.*; set the user and password/ },
    { what: 'keys of somebody else', more: () => ({ prefix: 'another' }), says: /NOPERM.*; allow this user the keys/ },
    {
      what: 'an authority that did not sign the certificate',
      more: async () => ({ ca: (await makeAuthority()).ca }),
      says: /certificate.*; set the CA that signed.*PRESSWATCH_REDIS_CA_FILE/,
    },
    {
      what: 'no TLS where it is asked for',
      more: () => ({ url: secure().url.replace('rediss:', 'redis:'), ca: undefined as never }),
      says: /rediss:\/\/ where it speaks TLS/,
    },
    {
      what: 'TLS where there is none',
      more: () => ({ url: servers.addresses.redis.replace('redis:', 'rediss:') }),
      says: /rediss:\/\/ or redis:\/\/|both sides speak TLS/,
    },
  ])('is unavailable, and says what to do: $what', async ({ more, says }) => {
    await expectRefusal(secure(await more()), says);
  });

  it('asks for a password where none is given', async () => {
    const { username: _, password: __, ...nobody } = secure();
    await expectRefusal(nobody, /NOAUTH.*; set the user and password/);
  });
});
