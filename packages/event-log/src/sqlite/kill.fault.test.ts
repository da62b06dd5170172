import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { useLogFolder } from '../../test/folder.ts';
import { relay } from '../../test/relay.ts';
import { createWaiting, everything } from '../contract/ground.ts';
import type { SqliteLog } from './index.ts';

const PROGRAM = fileURLToPath(new URL('../../test/relay-process.ts', import.meta.url));

/** Starts the process, kills it with SIGKILL once it has acknowledged so many numbers, returns what it acknowledged. */
async function runAndKill(path: string, from: number, after: number): Promise<string[]> {
  const child = spawn(process.execPath, [PROGRAM, path, String(from)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = new Promise((resolve) => child.once('close', resolve));
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === after) child.kill('SIGKILL');
  }
  await closed;
  expect(child.signalCode).toBe('SIGKILL');
  return acknowledged;
}

/** Carries on until nothing is left; whatever is carried makes it look again. */
async function drain(log: SqliteLog): Promise<void> {
  const waiting = createWaiting(() => done);
  let done = 0;
  const look = async (): Promise<void> => {
    done = -(await log.lag('in', 'relay')).records;
    waiting.look();
  };
  const watch = (topic: string) =>
    log.subscribe({ topic, group: 'watch', handler: (batch) => batch.finish(all(batch.records)).then(look) });
  const members = await Promise.all([watch('out'), watch('dead'), relay(log)]);
  await look();
  await waiting.atLeast(0);
  for (const member of members) await member.close();
}

const all = (records: readonly { readonly offset: number }[]) => {
  return { outputs: [], deadLetters: [], upTo: (records.at(-1)?.offset ?? -1) + 1 };
};

describe('the log of a process that is killed', () => {
  const { open, path } = useLogFolder();

  it('holds what was acknowledged, and carried it on exactly once', async () => {
    const acknowledged: string[] = [];
    let killedWithWork = 0;
    for (let round = 0; round < 8; round++) {
      acknowledged.push(...(await runAndKill(path(), round * 100_000, 60 + ((round * 97) % 400))));
      const log = open();
      if ((await log.lag('in', 'relay')).records > 0) killedWithWork++;
      await log.close();
    }
    expect(killedWithWork).toBeGreaterThan(0);
    const log = open();
    await drain(log);
    const keysOf = async (topic: string) => (await everything(log, topic)).map(({ key }) => key);
    const published = await keysOf('in');
    const kept = new Set(published);
    expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
    const carried = [...(await keysOf('out')), ...(await keysOf('dead'))];
    expect(carried.toSorted()).toEqual(published.toSorted());
    expect(new Set(carried).size).toBe(carried.length);
    expect((await log.lag('in', 'relay')).records).toBe(0);
  });
});
