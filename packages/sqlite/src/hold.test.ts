import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { holdFile } from './hold.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'presswatch-hold-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const module = new URL('./hold.ts', import.meta.url).href;

/** A process that holds the file until it is killed; resolves once it has it. */
function holder(path: string) {
  const code = `const { holdFile } = await import(${JSON.stringify(module)});
    const hold = holdFile(${JSON.stringify(path)});
    console.log(hold ? 'held' : 'busy');
    setInterval(() => hold, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data).trim())));
  const killed = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  return { said, killed };
}

it('is refused while another process holds it, and free at once after its kill -9', async () => {
  const path = join(folder, 'lock.db');
  const other = holder(path);
  expect(await other.said).toBe('held');
  expect(holdFile(path)).toBeNull();
  await other.killed();
  const hold = holdFile(path);
  expect(hold).not.toBeNull();
  hold?.release();
});

it('is free again after release', () => {
  const path = join(folder, 'lock.db');
  holdFile(path)?.release();
  const hold = holdFile(path);
  expect(hold).not.toBeNull();
  hold?.release();
});
