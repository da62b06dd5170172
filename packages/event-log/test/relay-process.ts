import { openSqliteLog } from '../src/sqlite/index.ts';
import { relay } from './relay.ts';

/**
 * A process to be killed: publishes numbers from argv[3] on to `in` and writes each that was acknowledged to standard
 * output, while a member of a group carries them on.
 */
const [path = '', from = '0'] = process.argv.slice(2);
const log = openSqliteLog({ path, retention: undefined });
const { ended } = await relay(log);
ended.catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
for (let n = Number(from); ; n += 10) {
  const numbers = Array.from({ length: 10 }, (_, i) => String(n + i));
  await Promise.all(
    numbers.map((key) => log.publish([{ topic: 'in', key, partitionKey: key, value: Buffer.from(key), headers: {} }])),
  );
  process.stdout.write(`${numbers.join('\n')}\n`);
}
