import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tempFolder } from '@presswatch/testkit';
import { type ServerAddresses, startServers } from '@presswatch/testkit/servers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runPresswatch } from './run-presswatch.ts';
import { SERVICES, type ServiceName, type ServiceProcess, startService } from './service-process.ts';
import { type Json, PATIENCE } from './world.ts';

// Every service as a process of its own, on real servers, as a container would run it.

const SEEDS = fileURLToPath(new URL('../../../seeds/releases', import.meta.url));
const OPERATIONS = new URL('../../../docs/operations.md', import.meta.url);
/** MiB */
const MOST_RESIDENT = 250;
/** As the image starts them: see docs/operations.md. */
const LEAN = ['--max-semi-space-size=4', '--heap-growing-percent=25'];

const cleanUps: (() => Promise<unknown>)[] = [];
let env: Record<string, string> = {};
let inbox = '';
const services = new Map<ServiceName, ServiceProcess>();

async function addressesOfServers(): Promise<ServerAddresses> {
  const running = process.env.PRESSWATCH_TEST_SERVERS;
  if (running) return JSON.parse(running) as ServerAddresses;
  const servers = await startServers();
  cleanUps.push(() => servers.stop());
  return servers.addresses;
}

beforeAll(async () => {
  const { brokers, opensearch, redis } = await addressesOfServers();
  const folder = await tempFolder();
  cleanUps.push(() => folder.remove());
  inbox = join(folder.path, 'inbox');
  await mkdir(inbox);
  const index = `opensearch+${opensearch}/e2e-${randomBytes(4).toString('hex')}`;
  env = {
    PRESSWATCH_LOG: `kafka://${brokers.join(',')}`,
    PRESSWATCH_INDEX: index,
    PRESSWATCH_RECORDS: index,
    PRESSWATCH_STATE: redis,
    PRESSWATCH_DATA: folder.path,
    PRESSWATCH_INBOX: inbox,
    PRESSWATCH_SEEDS: SEEDS,
    MALLOC_ARENA_MAX: '2',
    NODE_COMPILE_CACHE: join(folder.path, 'compiled'),
  };
}, 300_000);

afterAll(async () => {
  await Promise.all([...services.values()].map((service) => service.kill('SIGKILL')));
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
}, 60_000);

async function start(name: ServiceName): Promise<ServiceProcess> {
  const service = await startService(name, env, LEAN);
  services.set(name, service);
  return service;
}

const serviceOf = (name: ServiceName): ServiceProcess => {
  const service = services.get(name);
  if (service === undefined) throw new Error(`${name} does not run`);
  return service;
};

const api = async (path: string): Promise<Json> => (await fetch(`${serviceOf('api').address}/api/v1${path}`)).json();
const metricsOf = async ({ address }: ServiceProcess) => (await fetch(`${address}/metrics`)).text();

/** MiB */
async function residentOf({ pid }: ServiceProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
}

it('waits for setup: alive, not ready, saying so', async () => {
  const indexer = await start('indexer');
  const ready = async () => {
    const answer = await fetch(`${indexer.address}/health/ready`).catch(() => undefined);
    return answer === undefined ? '' : `${answer.status} ${await answer.text()}`;
  };
  await expect.poll(ready, PATIENCE).toMatch(/^503 .*releases.*run .*presswatch setup/);
  expect((await fetch(`${indexer.address}/health/live`)).status).toBe(200);
});

it('is set up once, the second time nothing is left to do', async () => {
  const states = async (args: readonly string[]) => {
    const ran = await runPresswatch(env, ['setup', '--json', ...args]);
    return { code: ran.code, states: new Set(ran.json().map(({ state }) => state)) };
  };
  const looked = await states(['--check']);
  expect(looked.code).toBe(1);
  expect(looked.states).toContain('missing');
  expect((await states([])).code).toBe(0);
  expect(await states([])).toEqual({ code: 0, states: new Set(['there']) });
  expect(await states(['--check'])).toEqual({ code: 0, states: new Set(['there']) });
});

it('brings the seed release from the fetcher to the page', async () => {
  for (const name of SERVICES) if (!services.has(name)) await start(name);
  for (const service of services.values()) await service.ready();
  await expect.poll(async () => (await api('/releases')).total?.value, PATIENCE).toBe(1);
  const [hit] = (await api('/releases')).hits;
  const release = await api(`/releases/${hit.releaseId}`);
  expect(release.content.entities.length).toBeGreaterThan(0);
  const way = await api(`/releases/${hit.releaseId}/way`);
  expect(JSON.stringify(way)).toMatch(/fetcher.*parser.*enricher.*indexer/);
  // What is written is found before the indexer has marked it as done, and before the fetcher has noted its look.
  const lags = async () => (await api('/status')).stages.map(({ lag }: Json) => lag.records);
  await expect.poll(lags, PATIENCE).toEqual([0, 0, 0]);
  const sources = async () => (await api('/sources')).items;
  await expect.poll(sources, PATIENCE).toContainEqual(expect.objectContaining({ id: 'seed', state: 'ok' }));
});

it('answers probes and metrics, every name of which is documented', async () => {
  const documented = await readFile(OPERATIONS, 'utf8');
  const names = new Set<string>();
  for (const service of services.values()) {
    for (const probe of ['live', 'ready']) {
      expect((await fetch(`${service.address}/health/${probe}`)).status).toBe(200);
    }
    for (const [, name] of (await metricsOf(service)).matchAll(/^# TYPE (presswatch_\S+)/gm)) names.add(String(name));
  }
  expect(names.size).toBeGreaterThan(10);
  expect([...names].filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
  // The lag is looked up every few seconds, and a release is looked for every second.
  const indexer = () => metricsOf(serviceOf('indexer'));
  await expect.poll(indexer, PATIENCE).toMatch(/presswatch_stage_lag_records\{stage="indexer"\} 0/);
  await expect.poll(indexer, PATIENCE).toMatch(/presswatch_publish_to_searchable_seconds_count\{origin="backfill"\} 1/);
});

it('tells how it stands on the command line', async () => {
  const [status] = (await runPresswatch(env, ['status', '--json'])).json<Json>();
  expect(status.servers.map(({ name, up }: Json) => [name, up])).toEqual([
    ['Kafka', true],
    ['OpenSearch', true],
    ['Redis', true],
  ]);
  expect(status.processes).toEqual({ parser: 1, enricher: 1, indexer: 1 });
  const doctor = await runPresswatch(env, ['doctor', '--json']);
  expect(doctor.json().map(({ name }) => name)).toEqual(expect.arrayContaining(['Kafka', 'OpenSearch', 'Redis']));
});

it('shares the work of a stage among its processes, and loses nothing when one of them goes', async () => {
  const second = await startService('parser', env, LEAN);
  try {
    await second.ready();
    const parsed = async (service: ServiceProcess) =>
      Number(/presswatch_stage_processed_total\{stage="parser"\} (\d+)/.exec(await metricsOf(service))?.[1] ?? 0);
    const before = await parsed(serviceOf('parser'));
    let ingested = 0;
    const ingestMore = async () => {
      const paths: string[] = [];
      for (const last = ingested + 30; ingested < last; ingested++) {
        const path = join(inbox, '..', `notice-${ingested}.md`);
        await writeFile(path, `# Notice ${ingested}\n\nThe quay ${ingested} is closed today.\n`);
        paths.push(path);
      }
      const ran = await runPresswatch(env, ['ingest', ...paths]);
      expect(ran.code, ran.err).toBe(0);
    };
    // The second takes its share as soon as the group has let it in.
    const shared = async () => {
      await ingestMore();
      return parsed(second);
    };
    await expect.poll(shared, PATIENCE).toBeGreaterThan(0);
    await expect.poll(async () => (await api('/releases?q=quay')).total?.value, PATIENCE).toBe(ingested);
    const mine = (await parsed(serviceOf('parser'))) - before;
    expect(mine).toBeGreaterThan(0);
    expect(mine + (await parsed(second))).toBeGreaterThanOrEqual(ingested);
  } finally {
    expect(await second.kill('SIGTERM'), second.output()).toBe(0);
  }
});

it('stays small, and ends with 0 on SIGTERM', async () => {
  const resident: Record<string, number> = {};
  for (const [name, service] of services) resident[name] = await residentOf(service);
  process.stdout.write(`resident, MiB: ${JSON.stringify(resident)}\n`);
  expect(Math.max(...Object.values(resident))).toBeLessThan(MOST_RESIDENT);
  for (const [name, service] of services) expect([name, await service.kill('SIGTERM')]).toEqual([name, 0]);
});
