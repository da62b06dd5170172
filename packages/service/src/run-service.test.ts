import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

it('ends with 1 and one fatal line that says why and what to do, when a part ends by itself', {
  timeout: 30_000,
}, async () => {
  const script = new URL('../test/ends-by-itself.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  const lines = stderr
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: number; msg: string });
  const fatal = lines.filter(({ level }) => level === 60);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(fatal).toEqual([
    expect.objectContaining({
      err: expect.objectContaining({ message: 'Kafka did not take 3 records (no broker)' }),
      msg: expect.stringMatching(/Kafka did not take 3 records \(no broker\).*start it again/),
    }),
  ]);
});
