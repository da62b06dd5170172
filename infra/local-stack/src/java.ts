import { execFile } from 'node:child_process';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { StackError } from './stack-error.ts';
import { VERSIONS } from './versions.ts';

const execute = promisify(execFile);

export interface Java {
  /** The folder that JAVA_HOME would name. */
  readonly home: string;
  /** The program itself. */
  readonly program: string;
  /** Its feature release: 21, 25, …; 8 for what calls itself 1.8. */
  readonly major: number;
}

/** Where to look; everything that a test wants to replace. */
export interface JavaSearch {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** Folders that hold JDKs, one a folder. */
  readonly parents: readonly string[];
}

const PARENTS = {
  linux: ['/usr/lib/jvm', '/usr/java', '/opt/java'],
  darwin: ['/Library/Java/JavaVirtualMachines', '/opt/homebrew/opt', '/usr/local/opt'],
};

export const thisMachine = (): JavaSearch => ({
  env: process.env,
  platform: process.platform,
  home: homedir(),
  parents: process.platform === 'darwin' ? PARENTS.darwin : PARENTS.linux,
});

/** The feature release of `"21.0.5"`, `"25"`, `"1.8.0_392"` or `"22-ea"`; undefined where the text is none. */
export function majorOf(version: string): number | undefined {
  const found = /^(?:1\.)?(\d{1,3})(?![\d])/.exec(version.trim());
  return found === null ? undefined : Number(found[1]);
}

/** Reads the version out of `java -version`, whatever the vendor prints around it. */
export function majorOfOutput(output: string): number | undefined {
  const quoted = /version "([^"]{1,40})"/.exec(output)?.[1];
  return quoted === undefined ? undefined : majorOf(quoted);
}

async function candidateHomes({ env, platform, home, parents }: JavaSearch): Promise<string[]> {
  const named = [env.JAVA_HOME, env.JDK_HOME].filter((path) => path !== undefined && path !== '');
  const folders = [...parents, join(home, '.sdkman/candidates/java'), join(home, '.jdks')];
  const installed = await Promise.all(folders.map(entriesOf));
  const inner = platform === 'darwin' ? ['Contents/Home', 'libexec/openjdk.jdk/Contents/Home', ''] : [''];
  const nested = installed.flat().flatMap((folder) => inner.map((path) => join(folder, path)));
  const onPath = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const fromPath = await Promise.all(onPath.map((folder) => homeOfProgram(join(folder, 'java'))));
  return [...(named as string[]), ...nested, ...fromPath.filter((path) => path !== undefined)];
}

async function entriesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.sort().map((name) => join(folder, name));
}

const homeOfProgram = (program: string): Promise<string | undefined> =>
  realpath(program).then(
    (path) => dirname(dirname(path)),
    () => undefined,
  );

async function examine(home: string): Promise<Java | undefined> {
  const program = await realpath(join(home, 'bin', 'java')).catch(() => undefined);
  if (program === undefined) return undefined;
  const major = (await majorOfReleaseFile(home)) ?? (await majorByAsking(program));
  return major === undefined ? undefined : { home, program, major };
}

async function majorOfReleaseFile(home: string): Promise<number | undefined> {
  const text = await readFile(join(home, 'release'), 'utf8').catch(() => '');
  const version = /^JAVA_VERSION="([^"]{1,40})"/m.exec(text)?.[1];
  return version === undefined ? undefined : majorOf(version);
}

async function majorByAsking(program: string): Promise<number | undefined> {
  try {
    const { stderr, stdout } = await execute(program, ['-version'], { timeout: 5000 });
    return majorOfOutput(stderr + stdout);
  } catch {
    return undefined; // Not a Java that runs: as if it were not there.
  }
}

/**
 * Finds a Java that is new enough: JAVA_HOME and JDK_HOME first, then the oldest that will do among the installed ones.
 *
 * @throws StackError naming what was found and what to install
 */
export async function findJava(
  search: JavaSearch = thisMachine(),
  atLeast: number = VERSIONS.javaAtLeast,
): Promise<Java> {
  const homes = [...new Set(await candidateHomes(search))];
  const found = (await Promise.all(homes.map(examine))).filter((java) => java !== undefined);
  const fitting = found.filter(({ major }) => major >= atLeast);
  const named = fitting.find(({ home }) => home === search.env.JAVA_HOME || home === search.env.JDK_HOME);
  const best = named ?? fitting.sort((a, b) => a.major - b.major)[0];
  if (best !== undefined) return best;
  const seen = found.map(({ home, major }) => `${major} in ${home}`).join(', ');
  throw new StackError(
    `OpenSearch and Kafka need a JDK ${atLeast} or later, and ${seen === '' ? 'no Java was found' : `only Java ${seen} was found`}. ` +
      `Install one (Debian: apt-get install openjdk-${atLeast}-jdk-headless, or Temurin ${atLeast} or later where Debian has none; ` +
      `macOS: brew install openjdk@${atLeast}), or let JAVA_HOME name it`,
  );
}
