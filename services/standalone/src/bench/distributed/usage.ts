import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';

/** What a process uses. */
export interface Usage {
  /** Seconds of processor time since it began, user and system, of all threads. */
  readonly cpu: number;
  /** MiB resident. */
  readonly residentMb: number;
}

/** Linux counts processor time in hundredths of a second for everyone who asks. */
const TICKS = 100;

/** What a process uses, by /proc; undefined where it is gone. */
export function usageOf(pid: number): Usage | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // from the third on: the name may hold blanks
    const kb = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return { cpu: (Number(fields[11]) + Number(fields[12])) / TICKS, residentMb: Number(kb ?? 0) / 1024 };
  } catch {
    return undefined;
  }
}

/** @throws Error on a system that has no such files */
export function checkUsageKnown(): void {
  if (usageOf(process.pid) !== undefined) return;
  throw new Error('bench --distributed reads what processes use from /proc: run it on Linux');
}

/** Processes that wanted to run, on the average of the last minute: what else the machine had to do. */
export const load = (): number => loadavg()[0] ?? Number.NaN;

/** What processes used between two looks, in seconds; of those that ended, as far as it was seen. */
export function watchUsage(pids: () => Readonly<Record<string, number>>, everyMs = 250) {
  const first = new Map<string, Usage>();
  const last = new Map<string, Usage>();
  const peak = new Map<string, number>();
  const look = () => {
    for (const [name, pid] of Object.entries(pids())) {
      const usage = usageOf(pid);
      if (usage === undefined) continue;
      if (!first.has(name)) first.set(name, usage);
      last.set(name, usage);
      peak.set(name, Math.max(peak.get(name) ?? 0, usage.residentMb));
    }
  };
  look();
  const timer = setInterval(look, everyMs);
  return {
    /** What is resident now, in MiB. */
    resident: (name: string): number => last.get(name)?.residentMb ?? Number.NaN,
    stop() {
      clearInterval(timer);
      look();
      const cpu = [...last].map(([name, usage]) => [name, usage.cpu - (first.get(name)?.cpu ?? 0)] as const);
      return { cpu: Object.fromEntries(cpu), peakMb: Object.fromEntries(peak) };
    },
  };
}
