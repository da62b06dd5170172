import { execFile } from 'node:child_process';
import { chown, cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { opensearchIsReady } from './asking.ts';
import { refuseClosedFolders } from './cache.ts';
import type { Java } from './java.ts';
import type { ServerSpec } from './server-process.ts';
import { StackError } from './stack-error.ts';

const execute = promisify(execFile);
const PATIENCE_MS = 180_000;

export interface OpensearchOptions {
  /** In MiB. */
  readonly heapMb: number;
  /** Ready in half the time (9 s of processor time instead of 22), slower under load: for tests, not for measuring. */
  readonly quick: boolean;
}

export interface OpensearchPorts {
  readonly http: number;
  readonly transport: number;
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

/** OpenSearch refuses to run as root: then it is given the user that owns nothing. */
export async function userForOpensearch(): Promise<User | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => execute('id', [flag, 'nobody'])));
    return { uid: unsigned(uid?.stdout), gid: unsigned(gid?.stdout) };
  } catch (error) {
    throw new StackError(
      'OpenSearch does not run as root, and there is no user `nobody` to run it as: start this as another user',
      { cause: error },
    );
  }
}

/** macOS gives `nobody` the id −2. */
const unsigned = (id: string | undefined): number => Number(id) >>> 0;

const QUICK_FLAGS = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
const STEADY_FLAGS = ['-XX:+UseG1GC', '-XX:G1ReservePercent=25', '-XX:InitiatingHeapOccupancyPercent=30'];

/** What bin/opensearch and config/jvm.options of this version give, without the four JVMs that put it together. */
export function opensearchFlags(
  java: Java,
  home: string,
  config: string,
  { heapMb, quick }: OpensearchOptions,
): string[] {
  const since = (major: number, ...flags: string[]) => (java.major >= major ? flags : []);
  return [
    `-Xms${heapMb}m`,
    `-Xmx${heapMb}m`,
    `-XX:MaxDirectMemorySize=${Math.floor(heapMb / 2)}m`,
    '-Xss1m',
    ...(quick ? QUICK_FLAGS : STEADY_FLAGS),
    '-XX:-OmitStackTraceInFastThrow',
    '-Xshare:auto',
    '--add-modules=jdk.incubator.vector',
    `-javaagent:${join(home, 'agent', 'opensearch-agent.jar')}`,
    '--add-opens=java.base/java.nio=org.apache.arrow.memory.core,ALL-UNNAMED',
    ...since(23, '-XX:CompileCommand=dontinline,java/lang/invoke/MethodHandle.setAsTypeCache'),
    ...since(23, '-XX:CompileCommand=dontinline,java/lang/invoke/MethodHandle.asTypeUncached'),
    ...since(25, '-XX:+UseCompactObjectHeaders'),
    ...Object.entries({
      'opensearch.networkaddress.cache.ttl': '60',
      'opensearch.networkaddress.cache.negative.ttl': '10',
      'java.awt.headless': 'true',
      'file.encoding': 'UTF-8',
      'jna.nosys': 'true',
      'io.netty.noUnsafe': 'true',
      'io.netty.noKeySetOptimization': 'true',
      'io.netty.recycler.maxCapacityPerThread': '0',
      'io.netty.allocator.numDirectArenas': '0',
      'log4j.shutdownHookEnabled': 'false',
      'log4j2.disable.jmx': 'true',
      'java.locale.providers': 'SPI,CLDR',
      'org.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits': '1',
      'opensearch.path.home': home,
      'opensearch.path.conf': config,
      'opensearch.distribution.type': 'zip',
      'opensearch.bundled_jdk': 'false',
    }).map(([key, value]) => `-D${key}=${value}`),
  ];
}

export const opensearchYaml = ({ http, transport }: OpensearchPorts, folder: string): string =>
  Object.entries({
    'cluster.name': 'presswatch-local',
    'network.host': '127.0.0.1',
    'http.port': http,
    'transport.port': transport,
    'discovery.type': 'single-node',
    'path.data': JSON.stringify(join(folder, 'data')),
    'path.logs': JSON.stringify(join(folder, 'logs')),
    // A full disk of a developer's machine is no reason to make its indices read-only.
    'cluster.routing.allocation.disk.threshold_enabled': false,
  })
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('');

/** Writes OpenSearch's settings and says how to start it. */
export async function prepareOpensearch(
  java: Java,
  home: string,
  options: OpensearchOptions,
  ports: OpensearchPorts,
  folder: string,
  detached: boolean,
): Promise<ServerSpec> {
  const user = await userForOpensearch();
  if (user) await refuseClosedFolders(folder, user.uid);
  const config = join(folder, 'config');
  const temporary = join(folder, 'tmp');
  await mkdir(temporary, { recursive: true });
  await cp(join(home, 'config'), config, { recursive: true });
  await writeFile(join(config, 'opensearch.yml'), opensearchYaml(ports, folder));
  if (user) await chownAll(folder, user);
  const flags = [...opensearchFlags(java, home, config, options), `-Djava.io.tmpdir=${temporary}`];
  return {
    name: 'opensearch',
    program: java.program,
    args: [...flags, '-cp', join(home, 'lib', '*'), 'org.opensearch.bootstrap.OpenSearch'],
    folder,
    env: { OPENSEARCH_TMPDIR: temporary, HOME: folder },
    ...(user ? { user } : {}),
    ports: [ports.http, ports.transport],
    isReady: () => opensearchIsReady(ports.http),
    patienceMs: PATIENCE_MS,
    detached,
  };
}

async function chownAll(folder: string, { uid, gid }: User): Promise<void> {
  const entries = await readdir(folder, { recursive: true });
  for (const path of [folder, ...entries.map((entry) => join(folder, entry))]) await chown(path, uid, gid);
}
