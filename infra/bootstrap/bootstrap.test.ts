import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const here = import.meta.dirname;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'presswatch-bootstrap-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Starts a module of its own, as text. */
const start = (text: string) =>
  spawn(process.execPath, ['--input-type=module', '--eval', text], { stdio: ['ignore', 'pipe', 'inherit'] });

/** Appends `<`, waits a little, appends `>`: two at once would give `<<`. */
const locked = () => `
  import { withLock } from ${JSON.stringify(join(here, 'lock.mjs'))};
  import { appendFileSync } from 'node:fs';
  import { setTimeout } from 'node:timers/promises';
  await withLock(${JSON.stringify(join(folder, 'lock'))}, async () => {
    appendFileSync(${JSON.stringify(join(folder, 'log'))}, '<');
    await setTimeout(30);
    appendFileSync(${JSON.stringify(join(folder, 'log'))}, '>');
  });`;

const all = (count: number) =>
  Promise.all(Array.from({ length: count }, async () => (await once(start(locked()), 'exit'))[0]));

describe('the lock', () => {
  it('lets one process in at a time', async () => {
    expect(await all(4)).toEqual([0, 0, 0, 0]);
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('<><><><>');
  });

  it('is taken over from a process that died, by one alone', async () => {
    const dead = start('');
    await once(dead, 'exit');
    writeFileSync(join(folder, 'lock'), `${dead.pid} 00000000-0000-4000-8000-000000000000`);
    expect(await all(4)).toEqual([0, 0, 0, 0]);
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('<><><><>');
  });

  it('is taken over where its file was left half written', async () => {
    writeFileSync(join(folder, 'lock'), '12');
    utimesSync(join(folder, 'lock'), 0, 0);
    expect(await all(2)).toEqual([0, 0]);
  });
});

describe('the child', () => {
  const child = (text: string) => {
    const script = join(folder, 'child.mjs');
    appendFileSync(script, text);
    return start(`
      import { runChild } from ${JSON.stringify(join(here, 'run-child.mjs'))};
      process.exitCode = await runChild(process.execPath, [${JSON.stringify(script)}], process.env);`);
  };

  it('gives its exit code', async () => {
    expect((await once(child('process.exit(7)'), 'exit'))[0]).toBe(7);
  });

  it('gets a signal once, drains, and gives its exit code', async () => {
    const parent = child(`
      process.on('SIGTERM', () => { console.log('draining'); setTimeout(() => process.exit(3), 100); });
      setInterval(() => {}, 1000);
      console.log('ready');`);
    let output = '';
    parent.stdout.on('data', (text) => {
      output += text;
      if (output === 'ready\n') {
        parent.kill('SIGTERM');
        parent.kill('SIGTERM');
      }
    });
    const [code] = await once(parent, 'close');
    expect(output).toBe('ready\ndraining\n');
    expect(code).toBe(3);
  });

  it('passes on that a signal ended it', async () => {
    const [code, signal] = await once(child("process.kill(process.pid, 'SIGKILL')"), 'exit');
    expect([code, signal]).toEqual([null, 'SIGKILL']);
  });
});
