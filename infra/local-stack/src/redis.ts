import { mkdir } from 'node:fs/promises';
import { redisAnswers } from './asking.ts';
import type { ServerSpec } from './server-process.ts';

/** Keeps its data in its folder, so that a restart finds them again. */
export async function prepareRedis(
  program: string,
  port: number,
  folder: string,
  detached: boolean,
): Promise<ServerSpec> {
  await mkdir(folder, { recursive: true });
  const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes'];
  return {
    name: 'redis',
    program,
    args: settings,
    folder,
    ports: [port],
    isReady: () => redisAnswers(port),
    patienceMs: 20_000,
    detached,
  };
}
