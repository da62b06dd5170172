import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Task } from '@presswatch/eval';

/** The issuer, dateline and tickers of a release stand in the same file as its names. */
const FILE_OF: Partial<Record<Task, string>> = { fields: 'entities' };
const GOLD = /\.ndjson(?:\.gz)?$/;

/**
 * The file of gold for a task: the path itself where it is a file, else the first of the folder that is called after the
 * task.
 *
 * @returns undefined where the folder has none
 */
export async function goldFile(path: string, task: Task): Promise<string | undefined> {
  if (!(await stat(path)).isDirectory()) return path;
  const names = (await readdir(path)).sort();
  const name = names.find((file) => GOLD.test(file) && file.startsWith(FILE_OF[task] ?? task));
  return name === undefined ? undefined : join(path, name);
}
