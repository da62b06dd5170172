import { readFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { describeServers, type ServerView, setUpAll } from '@presswatch/adapters';
import type { Check } from '@presswatch/cli';
import type { Settings } from '@presswatch/service-kit';
import { STAGES } from './stages.ts';

/** What `doctor` finds of the servers that the settings name; nothing where everything lies on SQLite. */
export async function* serverChecks(settings: Settings): AsyncGenerator<Check> {
  const views = await describeServers(
    settings,
    STAGES.map(({ stage }) => stage),
  );
  if (views.length === 0) return;
  for (const view of views) {
    yield reachCheck(view);
    if (!view.up) continue;
    const clock = clockCheck(view);
    if (clock !== undefined) yield clock;
    if (view.name === 'OpenSearch') yield* openSearchChecks(view, settings);
    if (view.members !== undefined) yield processCheck(view.members);
  }
  const isHere = views.some(({ name, address }) => name === 'OpenSearch' && LOOPBACK.test(address));
  if (isHere) yield* machineChecks();
  if (views.every(({ up }) => up)) yield await setupCheck(settings);
}

const LOOPBACK = /\/\/(localhost|127\.|\[::1\])/;

const VARIABLES: Readonly<Record<string, string>> = {
  Kafka: 'PRESSWATCH_LOG and PRESSWATCH_KAFKA_*',
  OpenSearch: 'PRESSWATCH_INDEX, PRESSWATCH_RECORDS and PRESSWATCH_OPENSEARCH_*',
  Redis: 'PRESSWATCH_STATE and PRESSWATCH_REDIS_*',
};

function reachCheck({ name, address, up, version, problem }: ServerView): Check {
  if (up) return { name, state: 'ok', found: `${address}: ${version ?? 'it answers'}` };
  return {
    name,
    state: 'failed',
    found: `${address} cannot be reached: ${problem ?? 'no answer'}`,
    remedy: `see that it runs and can be reached from here, and that ${VARIABLES[name]} are right; the services wait for it and lose nothing`,
  };
}

/** ms */
const MOST_CLOCK_APART = 2_000;

function clockCheck({ name, clockAheadMs }: ServerView): Check | undefined {
  if (clockAheadMs === undefined) return undefined;
  const found = `${name}'s goes ${Math.abs(Math.round(clockAheadMs))} ms ${clockAheadMs < 0 ? 'behind' : 'before'} this machine's`;
  if (Math.abs(clockAheadMs) <= MOST_CLOCK_APART) return { name: 'clock', state: 'ok', found };
  return {
    name: 'clock',
    state: 'warning',
    found,
    remedy: 'let all machines keep time by NTP (timedatectl set-ntp true): leases and lag are told by clocks',
  };
}

/** Percent: OpenSearch moves shards away at 90 and stops writing at 95. */
const FULL_DISK = 85;
const FULL_HEAP = 90;

function* openSearchChecks(view: ServerView, settings: Settings): Generator<Check> {
  const { health = 'unknown', diskUsedPercent = 0, heapUsedPercent = 0, security = false, address } = view;
  yield health === 'red'
    ? {
        name: 'OpenSearch cluster',
        state: 'failed',
        found: 'red: a shard has no copy that can be read',
        remedy: 'look at GET _cluster/allocation/explain; bring back the node that has gone',
      }
    : health === 'yellow'
      ? {
          name: 'OpenSearch cluster',
          state: 'warning',
          found: 'yellow: copies of shards have no node',
          remedy: 'add a node, or run with PRESSWATCH_REPLICAS=0 and lower index.number_of_replicas',
        }
      : { name: 'OpenSearch cluster', state: 'ok', found: health };
  yield level(
    'OpenSearch disk',
    diskUsedPercent,
    FULL_DISK,
    'make room: at 95 % OpenSearch stops writing, and the indexer waits',
  );
  yield level('OpenSearch heap', heapUsedPercent, FULL_HEAP, 'give it more: OPENSEARCH_JAVA_OPTS="-Xms2g -Xmx2g"');
  yield securityCheck(security, address, settings.opensearchUser !== '');
}

function level(name: string, percent: number, most: number, remedy: string): Check {
  const found = `${percent} % used`;
  return percent < most ? { name, state: 'ok', found } : { name, state: 'warning', found, remedy };
}

function securityCheck(hasPlugin: boolean, address: string, hasUser: boolean): Check {
  const name = 'OpenSearch security';
  if (hasPlugin) return { name, state: 'ok', found: `the security plugin is on${hasUser ? '' : '; no user is set'}` };
  if (LOOPBACK.test(address))
    return { name, state: 'ok', found: 'the security plugin is off, and the address is this machine alone' };
  return {
    name,
    state: 'warning',
    found: 'the security plugin is off: whoever reaches the address may read and delete everything',
    remedy:
      'keep the address within a private network, or turn the plugin on and set opensearch+https://, PRESSWATCH_OPENSEARCH_USER, _PASSWORD and _CA_FILE',
  };
}

function processCheck(members: Readonly<Record<string, number>>): Check {
  const idle = STAGES.filter(({ stage }) => (members[stage] ?? 0) === 0).map(({ stage }) => stage);
  const found = STAGES.map(({ stage }) => `${stage} ${members[stage] ?? 0}`).join(', ');
  if (idle.length === 0) return { name: 'processes', state: 'ok', found };
  return {
    name: 'processes',
    state: 'warning',
    found,
    remedy: `start ${idle.join(' and ')}, or everything in one process: npm start`,
  };
}

const LEAST_MAPS = 262_144;
const GIB = 1024 ** 3;
/** Bytes: Kafka, OpenSearch, Redis and the services on one machine. */
const LEAST_MEMORY = 4 * GIB;

/** What OpenSearch needs of the machine that it runs on, where that is this one. */
async function* machineChecks(): AsyncGenerator<Check> {
  const maps = await readFile('/proc/sys/vm/max_map_count', 'utf8').then(Number, () => undefined);
  if (maps !== undefined) {
    const found = `vm.max_map_count is ${maps}`;
    yield maps >= LEAST_MAPS
      ? { name: 'memory maps', state: 'ok', found }
      : {
          name: 'memory maps',
          state: 'warning',
          found,
          remedy: `OpenSearch needs ${LEAST_MAPS}: sysctl -w vm.max_map_count=${LEAST_MAPS}, and write it into /etc/sysctl.d/`,
        };
  }
  const found = `${(totalmem() / GIB).toFixed(1)} GiB`;
  yield totalmem() >= LEAST_MEMORY
    ? { name: 'memory', state: 'ok', found }
    : {
        name: 'memory',
        state: 'warning',
        found,
        remedy: 'Kafka, OpenSearch and the services need some 4 GiB together',
      };
}

async function setupCheck(settings: Settings): Promise<Check> {
  const lines = await setUpAll(settings, { stages: STAGES, check: true });
  const wrong = lines.filter(({ state }) => state === 'missing' || state === 'differs');
  const [first] = wrong;
  if (first === undefined) return { name: 'setup', state: 'ok', found: `${lines.length} topics and indices are there` };
  return {
    name: 'setup',
    state: 'failed',
    found: wrong
      .map(({ name, state, detail }) => (state === 'missing' ? `${name} is missing` : `${name}: ${detail}`))
      .join('; '),
    remedy: wrong.some(({ state }) => state === 'missing')
      ? 'run presswatch setup'
      : (first.remedy ?? 'run presswatch setup --check'),
  };
}
