import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('writes JSON lines on standard error, without secrets', () => {
  const url = new URL('./logger.ts', import.meta.url).href;
  const code = `const { createLogger } = await import(${JSON.stringify(url)});
    createLogger('info', 'test').info({ token: 'hunter2', request: { authorization: 'Bearer hunter2' }, source: 's' }, 'hello');`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  expect(run.stdout).toBe('');
  expect(JSON.parse(run.stderr)).toMatchObject({ name: 'test', msg: 'hello', source: 's', token: '***' });
  expect(run.stderr).not.toContain('hunter2');
});
