import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * When a process was started, as text to compare: process ids are given again, a pair of id and start is not.
 * Undefined where there is no such process.
 */
export async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') return startOnLinux(pid);
  try {
    return (await execute('ps', ['-o', 'lstart=', '-p', `${pid}`])).stdout.trim() || undefined;
  } catch {
    return undefined; // `ps` fails where there is no such process.
  }
}

/** Field 22 of /proc/PID/stat, in clock ticks since boot; the name before it may hold blanks and brackets. A zombie is none. */
async function startOnLinux(pid: number): Promise<string | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields === undefined || fields[0] === 'Z' ? undefined : fields[19];
}
