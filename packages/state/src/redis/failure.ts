import { StateUnavailableError } from '../state-unavailable.ts';
import { COMMAND_TIMEOUT_MS, type RedisTarget } from './connection.ts';

/** What Redis or its client says, and what to do about it; the first that fits is told. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/^(WRONGPASS|NOAUTH|ERR invalid password|ERR AUTH)/, 'set the user and password that Redis knows'],
  [/^NOPERM/, 'allow this user the keys of the prefix and the commands eval, evalsha and @read @write (ACL SETUSER)'],
  [/^OOM/, 'Redis is out of memory: raise maxmemory; it may also be emptied, which only makes work repeat'],
  [/^READONLY/, 'this is a replica: give the address of the primary'],
  [/^(MOVED|CROSSSLOT|CLUSTERDOWN|ASK )/, 'Redis Cluster is not supported: give a server that holds all keys'],
  [/^LOADING/, 'Redis is still loading its data: it will answer when it is ready'],
  [/^MISCONF/, 'Redis cannot save to its disk: free space there, or turn saving off (the state need not be kept)'],
  [/^WRONGTYPE/, 'another program uses these keys: choose another prefix or database'],
  [/unknown command|^ERR syntax|wrong number of arguments/i, 'Presswatch needs Redis 6.2 or newer: upgrade the server'],
  [/DB index is out of range/i, 'the address names a database that this server does not have: use /0'],
  [/Command timed out/, `no answer within ${COMMAND_TIMEOUT_MS} ms: see whether the server is overloaded or stopped`],
  [/certificate|self.signed|unable to verify/i, 'set the CA that signed the certificate (PRESSWATCH_REDIS_CA_FILE)'],
  [
    /wrong version number|packet length|EPROTO|SSL/i,
    'one side speaks TLS and the other does not: rediss:// or redis://',
  ],
  [
    /connect ETIMEDOUT/,
    'see that the server runs, that nothing blocks the way, and that both sides speak TLS or neither',
  ],
  [/ENOTFOUND|EAI_AGAIN/, 'no such host: check the name in the address'],
];
const START_IT =
  'see that the server runs and can be reached, by rediss:// where it speaks TLS; it is connected to again as soon as it can be';

/** The error for a call that failed: what happened, where, what to do; without secrets or the call's arguments. */
export function stateUnavailable(target: RedisTarget, error: unknown, lastTrouble?: unknown): StateUnavailableError {
  const told = messageOf(error);
  const disconnected = /isn't writeable|Connection is closed|max retries per request/i.test(told);
  const reason = disconnected ? messageOf(lastTrouble ?? '') : told;
  const remedy = REMEDIES.find(([pattern]) => pattern.test(reason))?.[1] ?? START_IT;
  const trouble = reason === '' ? 'not connected' : `not connected (${reason})`;
  const message = redacted(disconnected ? trouble : told, target.secrets);
  // The client's error carries the arguments of the command, of AUTH too: only its words go on.
  const cause = new Error(message);
  return new StateUnavailableError(`Redis at ${target.address}: ${message}; ${remedy}`, { cause });
}

/** Node gives connection errors to several addresses as one without a message. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}

function redacted(message: string, secrets: readonly string[]): string {
  return secrets.reduce((text, secret) => (secret === '' ? text : text.replaceAll(secret, '***')), message);
}
