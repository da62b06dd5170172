import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startOf } from './processes.ts';

// The test of server-process.ts shows the same with a small server; this one with the real ones, all together.
it('leaves no server and no file behind when the process that started them is killed', async () => {
  const module = JSON.stringify(new URL('stack.ts', import.meta.url).href);
  const script = `import { startStack } from ${module};
    const kafka = { heapMb: 256 };
    const stack = await startStack({ kafka, opensearch: { heapMb: 512 } });
    const pids = [...stack.kafka, stack.opensearch, stack.redis].map((server) => server.pid());
    console.log(JSON.stringify({ pids, folder: stack.folder }));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  const { pids, folder } = JSON.parse(said.toString()) as { pids: number[]; folder: string };
  expect(pids).toHaveLength(3);
  for (const pid of pids) expect(await startOf(pid)).toBeDefined();
  expect(existsSync(folder)).toBe(true);
  child.kill('SIGKILL');
  for (const pid of pids) while ((await startOf(pid)) !== undefined) await delay(50);
  while (existsSync(folder)) await delay(50);
}, 240_000);
