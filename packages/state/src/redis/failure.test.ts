import { describe, expect, it } from 'vitest';
import { redisTarget } from './connection.ts';
import { stateUnavailable } from './failure.ts';

describe('stateUnavailable', () => {
  const target = redisTarget({ url: 'redis://h:1', password: 'hunter2' });

  it.each([
    ['WRONGPASS invalid username-password pair or user is disabled.', 'user and password'],
    ['NOAUTH Authentication required.', 'user and password'],
    ["NOPERM this user has no permissions to run the 'evalsha' command", 'ACL SETUSER'],
    ["OOM command not allowed when used memory > 'maxmemory'.", 'maxmemory'],
    ["READONLY You can't write against a read only replica.", 'primary'],
    ['MOVED 3999 127.0.0.1:6381', 'Cluster is not supported'],
    ["ERR unknown command 'ZMSCORE'", '6.2'],
    ['Command timed out', '3000 ms'],
    ['self-signed certificate in certificate chain', 'CA'],
    ['connect ECONNREFUSED 127.0.0.1:1', 'connected to again'],
  ])('says what to do after: %s', (message, remedy) => {
    const error = stateUnavailable(target, new Error(message));
    expect(error.name).toBe('StateUnavailableError');
    expect(error.message).toContain(`Redis at h:1: ${message}`);
    expect(error.message).toContain(remedy);
  });

  it('tells why there is no connection', () => {
    const away = new Error("Stream isn't writeable and enableOfflineQueue options is false");
    const trouble = new AggregateError([new Error('connect ECONNREFUSED ::1:1'), new Error('connect ECONNREFUSED')]);
    expect(stateUnavailable(target, away).message).toContain('not connected; ');
    expect(stateUnavailable(target, away, trouble).message).toContain(
      'not connected (connect ECONNREFUSED ::1:1, connect ECONNREFUSED); ',
    );
    expect(stateUnavailable(target, away, new Error('NOAUTH x')).message).toContain('set the user and password');
  });

  it('carries neither the password nor the arguments of the command', () => {
    const told = Object.assign(new Error('ERR hunter2 is wrong'), { command: { name: 'auth', args: ['hunter2'] } });
    const error = stateUnavailable(target, told);
    expect(error.message).toContain('ERR *** is wrong');
    expect(JSON.stringify([error, error.cause, error.stack, Object.entries(error.cause as object)])).not.toContain(
      'hunter2',
    );
  });
});
