import { destination, type Logger, pino } from 'pino';

export type { Logger };

/** Names of fields whose values never reach a log. */
const SECRETS = ['authorization', 'cookie', 'password', 'token', 'secret', 'apiKey'];

/** The structured logger of a process: JSON lines on standard error, secrets left out. */
export function createLogger(level: string, service: string): Logger {
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const redact = { paths: [...paths, '*.headers["set-cookie"]'], censor: '***' };
  return pino({ level, name: service, redact }, destination({ dest: 2, sync: true }));
}
