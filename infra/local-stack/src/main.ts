import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startOf } from './processes.ts';
import { startStack } from './stack.ts';
import { StackError } from './stack-error.ts';
import {
  endServers,
  isRunning,
  type KnownServer,
  readStackFile,
  type StackFile,
  writeStackFile,
} from './stack-file.ts';

const HELP = `usage: npm run stack -- up|down|status [options]

Kafka, OpenSearch and Redis as processes of this machine, on loopback, without a container engine.

  up      starts them (the first time Maven brings them), waits until they are ready, and prints what to put into the
          environment: eval "$(npm run --silent stack -- up)"
  down    stops them; data stay
  status  says which of them run; exit code 1 where one does not

options of up
  --kafka-port N           default 9092; the controller listens 100 higher
  --opensearch-port N      default 9200; nodes among themselves 100 higher
  --redis-port N           default 6379
  --kafka-heap-mb N        default 512
  --opensearch-heap-mb N   default 1024

environment
  PRESSWATCH_STACK         folder of data, settings and logs; default .stack in the workspace
  PRESSWATCH_STACK_CACHE   folder of the programs; default the user's cache folder, /var/cache/presswatch for root
  JAVA_HOME, JDK_HOME      where a JDK 21 or later is; default: looked for among the installed ones
`;

const folder = resolve(process.env.PRESSWATCH_STACK ?? join(import.meta.dirname, '../../../.stack'));
const say = (line: string) => process.stderr.write(`${line}\n`);

/** What the services read; see packages/adapters. */
export const environmentOf = ({ brokers, opensearch, redis }: StackFile['addresses']): readonly string[] => [
  `export PRESSWATCH_LOG=kafka://${brokers.join(',')}`,
  `export PRESSWATCH_INDEX=${opensearch.replace('http:', 'opensearch+http:')}/presswatch`,
  `export PRESSWATCH_RECORDS=${opensearch.replace('http:', 'opensearch+http:')}/presswatch`,
  `export PRESSWATCH_STATE=${redis}/0`,
];

interface UpOptions {
  readonly ports: { readonly kafka: number; readonly opensearch: number; readonly redis: number };
  readonly kafkaHeapMb: number;
  readonly opensearchHeapMb: number;
}

async function up({ ports, kafkaHeapMb, opensearchHeapMb }: UpOptions): Promise<number> {
  const known = readStackFile(folder);
  const running = await Promise.all((known?.servers ?? []).map(isRunning));
  if (known && known.addresses.redis !== '' && running.every(Boolean)) {
    say('they run already');
    process.stdout.write(`${environmentOf(known.addresses).join('\n')}\n`);
    return 0;
  }
  await endServers(folder);
  const launched: Promise<KnownServer>[] = [];
  const nowhere = { brokers: [], opensearch: '', redis: '' };
  const remember = async (addresses: StackFile['addresses']) =>
    writeStackFile(folder, { servers: await Promise.all(launched), addresses });
  const onLaunch = (name: string, pid: number) => {
    launched.push(startOf(pid).then((start) => ({ name, pid, start: start ?? 'gone' })));
    void remember(nowhere); // So that `down` finds them should this process be killed.
  };
  const giveUp = (signal: NodeJS.Signals) => {
    say(`${signal}: stopping what has been started`);
    void remember(nowhere)
      .then(() => endServers(folder))
      .then(() => process.exit(1));
  };
  process.once('SIGINT', giveUp).once('SIGTERM', giveUp);
  say(`starting Kafka, OpenSearch and Redis; data and logs in ${folder}`);
  const kafka = { heapMb: kafkaHeapMb };
  const opensearch = { heapMb: opensearchHeapMb };
  const { addresses } = await startStack({ kafka, opensearch, folder, ports, detached: true, onLaunch });
  await remember(addresses);
  process.stdout.write(`${environmentOf(addresses).join('\n')}\n`);
  return 0;
}

async function down(): Promise<number> {
  const ended = await endServers(folder);
  say(ended.length === 0 ? 'none was running' : `stopped ${ended.join(', ')}; the data stay in ${folder}`);
  return 0;
}

async function status(): Promise<number> {
  const known = readStackFile(folder);
  if (known === undefined || known.servers.length === 0) {
    console.log('not started: npm run stack -- up');
    return 1;
  }
  const running = await Promise.all(known.servers.map(isRunning));
  known.servers.forEach(({ name, pid }, index) => {
    console.log(`${name.padEnd(11)} ${running[index] ? `runs (process ${pid})` : 'has ended: npm run stack -- up'}`);
  });
  for (const line of environmentOf(known.addresses)) console.log(line);
  return running.every(Boolean) ? 0 : 1;
}

function numberOf(name: string, text: string | undefined, fallback: number, most: number): number {
  const number = text === undefined ? fallback : Number(text);
  if (Number.isInteger(number) && number > 0 && number <= most) return number;
  throw new StackError(`--${name} is a whole number from 1 to ${most}, not ${JSON.stringify(text)}`);
}

async function main(words: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      'kafka-port': text,
      'opensearch-port': text,
      'redis-port': text,
      'kafka-heap-mb': text,
      'opensearch-heap-mb': text,
    },
  });
  const [command = 'help', ...more] = positionals;
  if (values.help || command === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  if (command === 'down' && more.length === 0) return down();
  if (command === 'status' && more.length === 0) return status();
  if (command === 'up' && more.length === 0) {
    const number = (name: keyof typeof values, fallback: number, most: number) =>
      numberOf(name, values[name] as string | undefined, fallback, most);
    const ports = {
      kafka: number('kafka-port', 9092, 65_000),
      opensearch: number('opensearch-port', 9200, 65_000),
      redis: number('redis-port', 6379, 65_000),
    };
    const kafkaHeapMb = number('kafka-heap-mb', 512, 1_000_000);
    return up({ ports, kafkaHeapMb, opensearchHeapMb: number('opensearch-heap-mb', 1024, 1_000_000) });
  }
  process.stderr.write(`there is no ${JSON.stringify(positionals.join(' '))}\n\n${HELP}`);
  return 2;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (!(error instanceof StackError) && !code.startsWith('ERR_PARSE_ARGS')) throw error;
  say((error as Error).message);
  process.exitCode = code.startsWith('ERR_PARSE_ARGS') ? 2 : 1;
}
