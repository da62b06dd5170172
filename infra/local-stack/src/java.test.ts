import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findJava, majorOf, majorOfOutput } from './java.ts';

async function fakeJdk(home: string, { release, says }: { release?: string; says?: string }): Promise<void> {
  await mkdir(join(home, 'bin'), { recursive: true });
  await writeFile(join(home, 'bin/java'), `#!/bin/sh\necho '${says ?? ''}' >&2\n`);
  await chmod(join(home, 'bin/java'), 0o755);
  if (release !== undefined) await writeFile(join(home, 'release'), `IMPLEMENTOR="x"\nJAVA_VERSION="${release}"\n`);
}

async function tempFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'presswatch-test-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

const nowhere = { env: {}, platform: 'linux' as const, home: '/nonexistent' };

describe('versions of Java', () => {
  it.each([
    ['21.0.5', 21],
    ['25', 25],
    ['22-ea', 22],
    ['1.8.0_392', 8],
    ['17.0.15+6', 17],
    ['banana', undefined],
    ['', undefined],
  ])('%j is %s', (version, major) => {
    expect(majorOf(version)).toBe(major);
  });

  it('are read from what `java -version` prints', () => {
    expect(majorOfOutput('Picked up JAVA_TOOL_OPTIONS: -Dx\nopenjdk version "21.0.5" 2024-10-15 LTS\n')).toBe(21);
    expect(majorOfOutput('The operation couldn’t be completed. Unable to locate a Java Runtime.')).toBeUndefined();
  });
});

describe('findJava', () => {
  it('passes over what is too old and takes the oldest that will do', async () => {
    await using folder = await tempFolder();
    await fakeJdk(join(folder.path, 'a17'), { release: '17.0.1' });
    await fakeJdk(join(folder.path, 'b26'), { release: '26' });
    await fakeJdk(join(folder.path, 'c21'), { says: 'openjdk version "21.0.2" 2024' });
    await mkdir(join(folder.path, 'no-jdk'));
    const java = await findJava({ ...nowhere, parents: [folder.path] });
    expect(java).toMatchObject({ home: join(folder.path, 'c21'), major: 21 });
  });

  it('prefers JAVA_HOME where that will do, and only there', async () => {
    await using folder = await tempFolder();
    await fakeJdk(join(folder.path, 'a17'), { release: '17.0.1' });
    await fakeJdk(join(folder.path, 'b21'), { release: '21' });
    await fakeJdk(join(folder.path, 'c26'), { release: '26' });
    const homeOf = async (name: string) => {
      const env = { JAVA_HOME: join(folder.path, name) };
      return (await findJava({ ...nowhere, env, parents: [folder.path] })).home;
    };
    expect(await homeOf('c26')).toBe(join(folder.path, 'c26'));
    expect(await homeOf('a17')).toBe(join(folder.path, 'b21'));
  });

  it('finds the one on the PATH', async () => {
    await using folder = await tempFolder();
    await fakeJdk(folder.path, { release: '24' });
    const java = await findJava({ ...nowhere, env: { PATH: join(folder.path, 'bin') }, parents: [] });
    expect(java.major).toBe(24);
  });

  it('says what was found and what to install', async () => {
    await using folder = await tempFolder();
    await fakeJdk(join(folder.path, 'a17'), { release: '17.0.1' });
    const failing = findJava({ ...nowhere, parents: [folder.path] });
    await expect(failing).rejects.toThrow(/JDK 21 or later.*only Java 17 in .*apt-get install.*brew install/);
    await expect(findJava({ ...nowhere, parents: [] })).rejects.toThrow(/no Java was found/);
  });
});
