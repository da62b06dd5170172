import { LogUnavailableError } from '../port.ts';
import { createClient, type KafkaConnection, type KafkaLogger, RETRY } from './connection.ts';
import { passes, persist, reasonOf, typeOf } from './trouble.ts';

/** ms: a broker that starts is waited for; whoever wants to wait longer calls again. */
const PATIENCE_MS = 15_000;

const CERTIFICATE = /certificate|self.signed|altname/i;

/** What a refusal is known by, and what to do about it; the first that fits is told. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [
    /KafkaJSSASLAuthenticationError|KafkaJSUnsupportedSaslMechanism|SASL \S+ mechanism|SASL_AUTHENTICATION_FAILED/,
    'set PRESSWATCH_KAFKA_USER and PRESSWATCH_KAFKA_PASSWORD to what the brokers know, and PRESSWATCH_KAFKA_SASL to the mechanism under which they know it',
  ],
  [
    /ILLEGAL_SASL_STATE/,
    'this port asks for no user: unset PRESSWATCH_KAFKA_SASL, _USER and _PASSWORD, or give the port that asks for one',
  ],
  [
    CERTIFICATE,
    'set PRESSWATCH_KAFKA_CA_FILE to the PEM of the authority that signed the brokers’ certificates, and address them by a name that is in these',
  ],
  [
    /secure TLS connection|wrong version number|EPROTO|SSL routines/,
    'this port seems to speak no TLS: set PRESSWATCH_KAFKA_TLS=false, or give the port that does',
  ],
  [
    /Closed connection/,
    'where this port speaks TLS, set PRESSWATCH_KAFKA_TLS=true; where it asks for a user, set PRESSWATCH_KAFKA_SASL, _USER and _PASSWORD',
  ],
];
const START_IT = 'see that it runs and that the address is right';

/** Trying again does not help before somebody acts. */
const mustBeMended = (error: unknown): boolean => CERTIFICATE.test(reasonOf(error));

/**
 * Comes in and asks who the brokers are: what they refuse shows here, not with the first record. A certificate or user
 * that is refused is told at once, brokers that are away after `patienceMs`.
 *
 * @throws LogUnavailableError
 */
export async function proveAccess(
  connection: KafkaConnection,
  {
    logger,
    patienceMs = PATIENCE_MS,
  }: { readonly logger?: KafkaLogger | undefined; readonly patienceMs?: number } = {},
): Promise<void> {
  const once = { ...RETRY, retries: 0 };
  const admin = createClient(connection, logger, once).admin({ retry: once });
  const until = Date.now() + patienceMs;
  const ask = async (): Promise<void> => {
    await admin.connect();
    await admin.describeCluster();
  };
  try {
    await persist(ask, { until: () => until, passes: (error) => passes(error) && !mustBeMended(error) });
  } catch (error) {
    throw kafkaUnavailable(connection, error);
  } finally {
    await admin.disconnect();
  }
}

/** What happened, where, what to do. kafkajs' errors hold no password. */
export function kafkaUnavailable({ brokers }: KafkaConnection, error: unknown): LogUnavailableError {
  const reason = reasonOf(error);
  return new LogUnavailableError(`Kafka at ${brokers.join(',')} cannot be reached (${reason}): ${remedyOf(error)}`, {
    cause: error,
  });
}

function remedyOf(error: unknown): string {
  const names: string[] = [];
  for (let at = error; at instanceof Error && names.length < 20; at = at.cause) names.push(at.name, at.message);
  const known = [typeOf(error) ?? '', ...names].join('\n');
  return REMEDIES.find(([pattern]) => pattern.test(known))?.[1] ?? START_IT;
}
