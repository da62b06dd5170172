import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from '../../bootstrap/lock.mjs';
import { cacheFolder, makeCache } from './cache.ts';
import type { Java } from './java.ts';
import { formatOnce, type KafkaProgram } from './kafka.ts';
import { runMaven } from './maven.ts';
import { StackError } from './stack-error.ts';
import { ARTIFACTS, VERSIONS } from './versions.ts';

const execute = promisify(execFile);

/**
 * Brings a program once: into a folder beside, renamed when whole, under a lock, so that two runs do not fight and a
 * killed one leaves nothing half. What is there is used without Maven and without a network.
 */
async function once(name: string, bring: (folder: string) => Promise<void>): Promise<string> {
  const cache = cacheFolder();
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  await makeCache(cache);
  return withLock(join(cache, `${name}.lock`), async () => {
    if (existsSync(folder)) return folder;
    const fresh = join(cache, `${name}.${randomUUID()}`);
    try {
      await mkdir(fresh, { mode: 0o755 });
      await bring(fresh);
      await rename(fresh, folder);
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
    return folder;
  });
}

/** Kafka's jars with all they need, and what a new cluster begins with. */
export async function installKafka(java: Java): Promise<KafkaProgram> {
  const { artifact, version } = ARTIFACTS.kafka;
  const folder = await once(`kafka-${version}`, async (fresh) => {
    const project = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>presswatch</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>${dependency(ARTIFACTS.kafka)}${dependency(ARTIFACTS.kafkaLogger)}</dependencies></project>\n`;
    await writeFile(join(fresh, 'pom.xml'), project);
    const goal = `${ARTIFACTS.dependencyPlugin}:copy-dependencies`;
    const libs = join(fresh, 'libs');
    await runMaven([goal, '-DincludeScope=runtime', `-DoutputDirectory=${libs}`], fresh, java);
    if (!existsSync(join(libs, `${artifact}-${version}.jar`))) throw incomplete('Kafka', fresh);
    await rename(await formatOnce(java, join(libs, '*'), fresh), join(fresh, 'bootstrap'));
  });
  return { classPath: join(folder, 'libs', '*'), bootstrap: join(folder, 'bootstrap') };
}

const dependency = (it: { group: string; artifact: string; version: string }): string =>
  `<dependency><groupId>${it.group}</groupId><artifactId>${it.artifact}</artifactId><version>${it.version}</version></dependency>`;

/** OpenSearch, unpacked; gives its home. */
export async function installOpensearch(java: Java): Promise<string> {
  const name = `opensearch-${VERSIONS.opensearch}`;
  const folder = await once(name, async (fresh) => {
    await unpack(ARTIFACTS.opensearch, fresh, java);
    if (!existsSync(join(fresh, name, 'lib'))) throw incomplete('OpenSearch', fresh);
  });
  return join(folder, name);
}

/** The machine's `redis-server` where it is new enough, else the one out of the jar; gives the program. */
export async function installRedis(java: () => Promise<Java>): Promise<string> {
  if (((await redisMajor('redis-server')) ?? 0) >= VERSIONS.redisAtLeast) return 'redis-server';
  const folder = await once(`redis-${VERSIONS.embeddedRedis}`, async (fresh) => {
    await unpack(ARTIFACTS.redis, fresh, await java());
    const name = embeddedRedisName(await readdir(fresh));
    if (name === undefined) throw noRedis();
    await rename(join(fresh, name), join(fresh, 'program'));
    for (const left of await readdir(fresh)) {
      if (left !== 'program') await rm(join(fresh, left), { recursive: true });
    }
    await mkdir(join(fresh, 'bin'));
    await rename(join(fresh, 'program'), join(fresh, 'bin', 'redis-server'));
    await chmod(join(fresh, 'bin', 'redis-server'), 0o755);
  });
  const program = join(folder, 'bin', 'redis-server');
  if ((await redisMajor(program)) === undefined) throw noRedis();
  return program;
}

/** Of the files in the jar, the one for this machine: `redis-server-<version>-<system>-<architecture>`. */
export function embeddedRedisName(
  names: readonly string[],
  platform: NodeJS.Platform = process.platform,
  arch: string = process.arch,
): string | undefined {
  const suffix = `-${platform}-${arch === 'x64' ? 'amd64' : arch}`;
  return names.find((name) => name.startsWith('redis-server-') && name.endsWith(suffix));
}

/** The major version of `Redis server v=7.0.15 sha=…`. */
export function redisMajorOf(output: string): number | undefined {
  const found = /\bv=(\d{1,3})\./.exec(output)?.[1];
  return found === undefined ? undefined : Number(found);
}

async function redisMajor(program: string): Promise<number | undefined> {
  try {
    return redisMajorOf((await execute(program, ['--version'], { timeout: 5000 })).stdout);
  } catch {
    return undefined; // Not there, or for another machine.
  }
}

async function unpack(artifact: string, folder: string, java: Java): Promise<void> {
  const goal = `${ARTIFACTS.dependencyPlugin}:unpack`;
  const scratch = join(folder, 'scratch'); // The plugin leaves its marks where it is run.
  await mkdir(scratch);
  await runMaven([goal, `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`], scratch, java);
  await rm(scratch, { recursive: true });
}

const incomplete = (name: string, folder: string): StackError =>
  new StackError(`Maven brought ${name}, but not what was expected of it in ${folder}: is a proxy in the way?`);

const noRedis = (): StackError =>
  new StackError(
    `there is no Redis for this machine (${process.platform} ${process.arch}): install redis-server ` +
      `${VERSIONS.redisAtLeast} or later (Debian: apt-get install redis-server; macOS: brew install redis)`,
  );
