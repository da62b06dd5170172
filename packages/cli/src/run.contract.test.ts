import { describe, expect, it } from 'vitest';
import { cli, useWorld, world } from './testing/cli-world.ts';

useWorld();

describe('doctor', () => {
  it('looks at the machine and at what the composition knows', async () => {
    const { exit, out } = await cli(['doctor']);
    expect(exit).toBe(0);
    for (const name of ['Node', 'SQLite', 'data folder', 'disk', 'data', 'port', 'gazetteer'])
      expect(out).toContain(`${name}: `);
    const checks = (await cli(['doctor', '--json'])).json();
    expect(checks.find(({ name }) => name === 'gazetteer')).toEqual({
      name: 'gazetteer',
      state: 'ok',
      found: '3 names',
    });
  });
});

describe('every command', () => {
  const COMMANDS = [
    ['ingest'],
    ['search'],
    ['show'],
    ['why'],
    ['status'],
    ['sources', 'list'],
    ['sources', 'enable'],
    ['sources', 'disable'],
    ['parse'],
    ['enrich'],
    ['dlq', 'list'],
    ['dlq', 'show'],
    ['dlq', 'replay'],
    ['dlq', 'discard'],
    ['doctor'],
  ];

  it.each(COMMANDS)('%s %s explains itself with examples and takes --json', async (...args) => {
    const { exit, out } = await cli([...args.filter((arg) => arg !== undefined), '--help']);
    expect(exit).toBe(0);
    expect(out).toContain(`\nExamples:\n  presswatch ${args.join(' ')}`);
    expect(out).toContain('--json');
  });

  it('has a help and a version', async () => {
    expect(await cli(['--help'])).toMatchObject({ exit: 0, out: expect.stringContaining('Exit codes: 0 done') });
    expect(await cli(['--version'])).toMatchObject({ exit: 0, out: '0.1.0\n' });
    for (const args of [[], ['sources'], ['dlq'], ['serch'], ['search', '--nope']]) {
      const { exit, err } = await cli(args);
      expect(exit).toBe(2);
      expect(err).not.toBe('');
    }
  });

  it('closes the data, and stops quietly when nobody reads any more', async () => {
    for (let index = 0; index < 3; index++) await world.fail({ url: `https://example.org/${index}` });
    const { exit, out, err, closed } = await cli(['dlq', 'list', '--json'], { limit: 1 });
    expect({ exit, err, closed }).toEqual({ exit: 0, err: '', closed: 1 });
    expect(out.trimEnd().split('\n')).toHaveLength(1);
  });

  it('tells an unforeseen failure in one line, without a stack', async () => {
    const openData = () => Promise.reject(new Error('data/log.db is locked by process 42'));
    const { exit, err } = await cli(['sources', 'list'], { deps: { openData } });
    expect(exit).toBe(1);
    expect(err).toBe('presswatch: data/log.db is locked by process 42; "presswatch doctor" looks for what is wrong\n');
  });
});
