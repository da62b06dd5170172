import {
  aliveBrokers,
  brokerSettings,
  freePorts,
  IMAGES,
  opensearchIsReady,
  redisAnswers,
  type ServerControl,
  StackError,
  waitUntilReady,
} from '@presswatch/local-stack';
import { OpenSearchContainer } from '@testcontainers/opensearch';
import { RedisContainer } from '@testcontainers/redis';
import { GenericContainer, getContainerRuntimeClient, Network, type StartedTestContainer, Wait } from 'testcontainers';
import type { Servers, ServersWish } from './servers.ts';

/** Pulling an image over a slow line still ends within this. */
const START_MS = 10 * 60_000;
const READY_MS = 180_000;
const INTERNAL = 29_092;
const CONTROLLER = 9093;
const CLIENT = 9092;

/** What has been started, so that a failure half-way takes it down again. */
type Undo = (() => Promise<unknown>)[];

/**
 * The same servers in containers. Ports of the host are chosen beforehand: Docker gives a restarted container others,
 * and Kafka has to know its own. testcontainers' reaper ends them where this process dies.
 */
export async function startContainers(wish: ServersWish): Promise<Servers> {
  const undo: Undo = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  const results = await Promise.allSettled([
    wish.kafka === false ? [] : startBrokers(typeof wish.kafka === 'object' ? wish.kafka : {}, undo),
    wish.opensearch === false ? undefined : startOpensearch(wish.opensearch, undo),
    wish.redis === false ? undefined : startRedis(undo),
  ]);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) {
    await stop();
    throw new StackError(`servers could not be started as containers: ${(failed.reason as Error).message}`, {
      cause: failed.reason,
    });
  }
  const [kafka, opensearch, redis] = results.map((result) =>
    result.status === 'fulfilled' ? result.value : undefined,
  );
  const brokers = (kafka ?? []) as Contained[];
  const [search, state] = [opensearch, redis] as (Contained | undefined)[];
  return {
    run: 'as-containers',
    addresses: {
      brokers: brokers.map(({ port }) => `127.0.0.1:${port}`),
      opensearch: search ? `http://127.0.0.1:${search.port}` : '',
      redis: state ? `redis://127.0.0.1:${state.port}` : '',
    },
    kafka: brokers.map(({ control }) => control),
    opensearch: search?.control,
    redis: state?.control,
    stop,
  };
}

interface Contained {
  readonly port: number;
  readonly control: ServerControl;
}

/**
 * Apache's own image, by hand: @testcontainers/kafka starts Confluent's only, and cannot say which ports it will have.
 */
async function startBrokers({ brokers = 1, heapMb = 512 }: { brokers?: 1 | 3; heapMb?: number }, undo: Undo) {
  const network = await new Network().start();
  undo.push(() => network.stop());
  const ports = await freePorts(brokers);
  const voters = ports.map((_, index) => `${index + 1}@kafka-${index + 1}:${CONTROLLER}`);
  return Promise.all(
    ports.map(async (port, index) => {
      const name = `kafka-${index + 1}`;
      const settings = brokerSettings({
        node: index + 1,
        voters,
        listeners: [
          `PLAINTEXT://0.0.0.0:${CLIENT}`,
          `INTERNAL://0.0.0.0:${INTERNAL}`,
          `CONTROLLER://0.0.0.0:${CONTROLLER}`,
        ],
        advertised: [`PLAINTEXT://127.0.0.1:${port}`, `INTERNAL://${name}:${INTERNAL}`],
        interBroker: 'INTERNAL',
        data: '/tmp/kafka-data',
      });
      const container = new GenericContainer(IMAGES.kafka)
        .withEnvironment({ ...asEnvironment(settings), KAFKA_HEAP_OPTS: `-Xms256m -Xmx${heapMb}m` })
        .withNetwork(network)
        .withNetworkAliases(name)
        .withExposedPorts({ container: CLIENT, host: port })
        .withWaitStrategy(Wait.forListeningPorts())
        .withStartupTimeout(START_MS);
      return contain(name, port, await container.start(), async () => (await aliveBrokers(port)) >= 1, undo);
    }),
  );
}

/** Apache's image takes a setting `a.b` from KAFKA_A_B. */
const asEnvironment = (settings: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [`KAFKA_${key.toUpperCase().replaceAll('.', '_')}`, String(value)]),
  );

async function startOpensearch(wish: ServersWish['opensearch'], undo: Undo): Promise<Contained> {
  const heapMb = (typeof wish === 'object' ? wish.heapMb : undefined) ?? 1024;
  const [port] = (await freePorts(1)) as [number];
  const container = new OpenSearchContainer(IMAGES.opensearch)
    .withSecurityEnabled(false)
    .withEnvironment({
      OPENSEARCH_JAVA_OPTS: `-Xms${heapMb}m -Xmx${heapMb}m`,
      DISABLE_INSTALL_DEMO_CONFIG: 'true',
      'cluster.routing.allocation.disk.threshold_enabled': 'false',
    })
    .withExposedPorts({ container: 9200, host: port })
    .withStartupTimeout(START_MS);
  return contain('opensearch', port, await container.start(), () => opensearchIsReady(port), undo);
}

async function startRedis(undo: Undo): Promise<Contained> {
  const [port] = (await freePorts(1)) as [number];
  const container = new RedisContainer(IMAGES.redis)
    .withExposedPorts({ container: 6379, host: port })
    .withCommand(['redis-server', '--appendonly', 'yes', '--save', ''])
    .withStartupTimeout(START_MS);
  return contain('redis', port, await container.start(), () => redisAnswers(port), undo);
}

async function contain(
  name: string,
  port: number,
  started: StartedTestContainer,
  isReady: () => Promise<boolean>,
  undo: Undo,
): Promise<Contained> {
  undo.push(() => started.stop({ remove: true, removeVolumes: true }));
  const runtime = await getContainerRuntimeClient();
  const container = runtime.container.getById(started.getId());
  const state = async () => (await container.inspect()).State;
  let pid: number | undefined;
  const ready = async () => {
    await waitUntilReady({ name, isReady, isDown: async () => !(await state()).Running, patienceMs: READY_MS });
    pid = (await state()).Pid;
  };
  const down = async (how: () => Promise<unknown>) => {
    if ((await state()).Running) await how();
    pid = undefined;
  };
  const control: ServerControl = {
    name,
    pid: () => pid,
    kill: () => down(() => container.kill()),
    stop: () => down(() => container.stop()),
    async restart() {
      await control.stop();
      await container.start();
      await ready();
    },
    pause: () => container.pause().then(() => undefined),
    resume: () => container.unpause().then(() => undefined),
  };
  await ready();
  return { port, control };
}
