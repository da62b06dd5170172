import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const out = mkdtempSync(join(tmpdir(), 'presswatch-fuzz-'));
afterAll(() => rmSync(out, { recursive: true }));
const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));

const run = (...args: string[]) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    execFile(process.execPath, [path('./main.ts'), '--out', out, ...args], (error, stdout, stderr) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });

describe('npm run fuzz', () => {
  it('says what was tried, and ends well where nothing is found', async () => {
    const { code, stdout } = await run('--format', 'plain-text', '--cases', '5', '--seed', '7');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'seed 7, 30 s a format\nplain-text: 5 cases, nothing found\n',
    });
  });

  it('writes what fails, says how to repeat it, and ends with 1', async () => {
    const { code, stdout } = await run(
      '--format',
      'html',
      '--cases',
      '20',
      '--seed',
      '7',
      '--parser',
      path('testdata/throws.ts'),
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/throws: TypeError: no angle brackets here/);
    const seed = /npm run fuzz -- --format html --seed (\d+) --cases 1/.exec(stdout)?.[1];
    expect(readdirSync(out).sort()).toEqual([`html-throws-${seed}.bin`, `html-throws-${seed}.json`]);
    expect(readFileSync(join(out, `html-throws-${seed}.bin`)).includes('<')).toBe(true);
  });

  it.each([
    [['--format', 'docx'], /There is no format docx\. Take one of .*pdf/],
    [['--seconds', 'ten'], /--seconds takes a whole number, not ten\./],
    [['--lists', 'x'], /go together/],
    [['--nonsense'], /--nonsense/],
  ])('explains %j', async (args, message) => {
    const { code, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).toContain('usage: npm run fuzz');
  });
});
