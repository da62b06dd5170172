import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aliveBrokers } from './asking.ts';
import { installKafka, installOpensearch, installRedis } from './install.ts';
import { findJava, type Java } from './java.ts';
import { type BrokerPorts, type KafkaOptions, prepareBroker } from './kafka.ts';
import { type OpensearchOptions, prepareOpensearch, userForOpensearch } from './opensearch.ts';
import { freePorts } from './ports.ts';
import { prepareRedis } from './redis.ts';
import { PortTakenError, type ServerControl, type ServerSpec, startServer, waitUntilReady } from './server-process.ts';

/** Which servers, and how. */
export interface StackWish {
  /** Default: one broker. */
  readonly kafka?: boolean | Partial<KafkaOptions>;
  readonly opensearch?: boolean | Partial<OpensearchOptions>;
  readonly redis?: boolean;
  /** Holds data, settings and logs, and is kept. Default: a folder for temporary files, removed by `stop`. */
  readonly folder?: string;
  /** Default: free ones. */
  readonly ports?: Partial<StackPorts>;
  /** The servers outlive this process. */
  readonly detached?: boolean;
  /** Told of every process as soon as it is there, before it is ready. */
  readonly onLaunch?: (name: string, pid: number) => void;
}

/** The ports that clients use; Kafka's: the first broker's, the others follow. */
export interface StackPorts {
  readonly kafka: number;
  readonly opensearch: number;
  readonly redis: number;
}

export interface Stack {
  /** Holds data, settings and logs. */
  readonly folder: string;
  readonly addresses: {
    /** As `host:port`; empty where no Kafka was wished for. */
    readonly brokers: readonly string[];
    /** Their listeners with TLS and users; empty where that was not wished for. */
    readonly secureBrokers: readonly string[];
    /** As `http://host:port`; empty likewise. */
    readonly opensearch: string;
    /** As `redis://host:port`; empty likewise. */
    readonly redis: string;
  };
  readonly kafka: readonly ServerControl[];
  readonly opensearch: ServerControl | undefined;
  readonly redis: ServerControl | undefined;
  /** Ends all, and removes what they wrote where the folder was theirs. */
  stop(): Promise<void>;
}

/** Another process can be quicker at a free port; that it happens again and again is something else. */
const TRIES = 3;

interface Place {
  readonly wish: StackWish;
  readonly folder: string;
  readonly detached: boolean;
  readonly java: () => Promise<Java>;
}

/**
 * Starts Kafka, OpenSearch and Redis (those wished for; default all) on loopback as processes of this machine, side by
 * side, and resolves when all are ready. However this process ends, they end too and their data are removed, unless
 * `detached` or `folder` says otherwise. The first start brings the programs by Maven; later ones need no network.
 *
 * @throws StackError saying what to install, or the end of the log of the server that did not start
 */
export async function startStack(wish: StackWish = {}): Promise<Stack> {
  let java: Promise<Java> | undefined;
  const own = wish.folder === undefined;
  const folder = wish.folder ?? (await ownFolder());
  await mkdir(folder, { recursive: true });
  const place: Place = {
    wish,
    folder,
    detached: wish.detached ?? false,
    java: () => (java ??= findJava()),
  };
  const results = await Promise.allSettled([startKafka(place), startOpensearch(place), startRedis(place)]);
  const [kafka, opensearch, redis] = results.map((result) =>
    result.status === 'fulfilled' ? result.value : undefined,
  );
  const servers = [...(kafka?.servers ?? []), ...(opensearch?.servers ?? []), ...(redis?.servers ?? [])];
  const stop = async () => {
    // What is removed at once need not be written down in order first.
    await Promise.all(servers.map((server) => (own ? server.kill() : server.stop())));
    if (own) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) {
    await Promise.all(servers.map((server) => server.stop()));
    // A log that the message names stays.
    if (own && !String(failed.reason).includes(folder)) await rm(folder, { recursive: true, force: true });
    throw failed.reason;
  }
  return {
    folder,
    addresses: {
      brokers: (kafka?.ports ?? []).map((port) => `127.0.0.1:${port}`),
      secureBrokers: (kafka?.secure ?? []).map((port) => `127.0.0.1:${port}`),
      opensearch: opensearch?.ports[0] ? `http://127.0.0.1:${opensearch.ports[0]}` : '',
      redis: redis?.ports[0] ? `redis://127.0.0.1:${redis.ports[0]}` : '',
    },
    kafka: kafka?.servers ?? [],
    opensearch: opensearch?.servers[0],
    redis: redis?.servers[0],
    stop,
  };
}

/** It belongs to OpenSearch's user where that is another one: who has to enter and, if all else is dead, remove it. */
async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'presswatch-stack-'));
  const user = await userForOpensearch();
  if (user) await chown(folder, user.uid, user.gid);
  return folder;
}

interface Started {
  readonly servers: readonly ServerControl[];
  readonly ports: readonly number[];
  readonly secure?: readonly number[];
}

const NONE: Started = { servers: [], ports: [] };
const optionsOf = <T extends object>(wish: boolean | T | undefined): T | undefined =>
  wish === false ? undefined : typeof wish === 'object' ? wish : ({} as T);

async function startKafka({ wish, folder, detached, java }: Place): Promise<Started> {
  const chosen = optionsOf(wish.kafka);
  if (chosen === undefined) return NONE;
  const options: KafkaOptions = {
    brokers: chosen.brokers ?? 1,
    heapMb: chosen.heapMb ?? 512,
    quick: chosen.quick ?? !detached,
    security: chosen.security,
  };
  const found = await java();
  const program = await installKafka(found);
  return retryTakenPorts(wish.ports?.kafka, async (first) => {
    const clients = first ? sequence(first, options.brokers) : await freePorts(options.brokers);
    const controllers = first ? sequence(first + 100, options.brokers) : await freePorts(options.brokers);
    const secure = options.security
      ? await (first ? sequence(first + 200, options.brokers) : freePorts(options.brokers))
      : [];
    const ports = clients.map((client, index): BrokerPorts => {
      const [controller, own] = [controllers[index] as number, secure[index]];
      return own === undefined ? { client, controller } : { client, controller, secure: own };
    });
    const specs = await Promise.all(
      ports.map((_, index) => {
        const own = join(folder, `kafka-${index + 1}`);
        return prepareBroker(found, program, options, index + 1, ports, own, detached);
      }),
    );
    const servers = await startAll(specs, wish);
    await allJoined(servers, clients);
    return { servers, ports: clients, secure };
  });
}

/** A broker answers before it has heard of the others. */
async function allJoined(servers: readonly ServerControl[], ports: readonly number[]): Promise<void> {
  const known = () => Promise.all(ports.map(aliveBrokers));
  await waitUntilReady({
    name: 'the Kafka cluster',
    isReady: async () => (await known()).every((count) => count === ports.length),
    isDown: () => servers.some((server) => server.pid() === undefined),
    patienceMs: 60_000,
  });
}

async function startOpensearch({ wish, folder, detached, java }: Place): Promise<Started> {
  const chosen = optionsOf(wish.opensearch);
  if (chosen === undefined) return NONE;
  const found = await java();
  const home = await installOpensearch(found);
  return retryTakenPorts(wish.ports?.opensearch, async (first) => {
    const [http, transport] = (first ? [first, first + 100] : await freePorts(2)) as [number, number];
    const options: OpensearchOptions = { heapMb: chosen.heapMb ?? 1024, quick: chosen.quick ?? !detached };
    const own = join(folder, 'opensearch');
    const spec = await prepareOpensearch(found, home, options, { http, transport }, own, detached);
    return { servers: await startAll([spec], wish), ports: [http] };
  });
}

async function startRedis({ wish, folder, detached, java }: Place): Promise<Started> {
  if (wish.redis === false) return NONE;
  const program = await installRedis(java);
  return retryTakenPorts(wish.ports?.redis, async (first) => {
    const [port] = (first ? [first] : await freePorts(1)) as [number];
    const spec = await prepareRedis(program, port, join(folder, 'redis'), detached);
    return { servers: await startAll([spec], wish), ports: [port] };
  });
}

/** A port that was asked for is not replaced by another. */
async function retryTakenPorts(
  asked: number | undefined,
  start: (asked: number | undefined) => Promise<Started>,
): Promise<Started> {
  for (let tries = 1; ; tries++) {
    try {
      return await start(asked);
    } catch (error) {
      if (!(error instanceof PortTakenError) || asked !== undefined || tries === TRIES) throw error;
    }
  }
}

/** All of them, or none. */
async function startAll(specs: readonly ServerSpec[], { onLaunch }: StackWish): Promise<ServerControl[]> {
  const results = await Promise.allSettled(specs.map((spec) => startServer(onLaunch ? { ...spec, onLaunch } : spec)));
  const servers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed === undefined) return servers;
  await Promise.all(servers.map((server) => server.kill()));
  throw failed.reason;
}

const sequence = (first: number, count: number): number[] => Array.from({ length: count }, (_, index) => first + index);
