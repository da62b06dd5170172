import { mkdir, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempFolder } from '@presswatch/testkit';
import { type AppProcess, startProcess } from './app-process.ts';
import { type Ran, runPresswatch } from './run-presswatch.ts';

/** One answer of the API. */
export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** A running Presswatch and its API. */
export interface RunningApp {
  readonly process: AppProcess;
  readonly address: string;
  /** GET of a path under `/api/v1`. */
  get<T = Json>(path: string): Promise<Answer<T>>;
  /** What a query finds. */
  search(q: string, parameters?: Readonly<Record<string, string>>): Promise<SearchPage>;
}

// biome-ignore lint/suspicious/noExplicitAny: answers are judged by the assertions, member by member
export type Json = any;

/** What these tests read of a page of results. */
export interface SearchPage {
  readonly total: { readonly value: number; readonly exact: boolean };
  readonly hits: readonly { readonly releaseId: string; readonly title: string | null; readonly highlights: Json[] }[];
  readonly facets: readonly { readonly field: string; readonly values: { value: string; count: number }[] }[];
}

/** A folder of the test's own with data, drop folder and list of sources; processes and files go with it. */
export interface World extends AsyncDisposable {
  readonly folder: string;
  readonly data: string;
  readonly inbox: string;
  readonly env: Readonly<Record<string, string>>;
  start(env?: Readonly<Record<string, string>>, nodeArgs?: readonly string[]): Promise<RunningApp>;
  presswatch(args: readonly string[], input?: string | Uint8Array): Promise<Ran>;
  /** Puts a file into the drop folder as a careful program does: whole, under its name, written some time ago. */
  drop(name: string, content: string | Uint8Array): Promise<void>;
  write(name: string, content: string | Uint8Array): Promise<string>;
}

/** A world without seeds and sources, unless `env` says otherwise. */
export async function createWorld(env: Readonly<Record<string, string>> = {}): Promise<World> {
  const temp = await tempFolder();
  const folder = temp.path;
  const data = join(folder, 'data');
  const inbox = join(data, 'inbox');
  const sources = join(folder, 'sources.yaml');
  await mkdir(inbox, { recursive: true });
  await writeFile(sources, 'sources: []\n');
  const settings = { PRESSWATCH_DATA: data, PRESSWATCH_SOURCES: sources, PRESSWATCH_SEEDS: '', ...env };
  const apps: AppProcess[] = [];
  return {
    folder,
    data,
    inbox,
    env: settings,
    async start(more = {}, nodeArgs = []) {
      const app = startProcess({ ...settings, ...more }, nodeArgs);
      apps.push(app);
      return runningApp(app, await app.ready);
    },
    presswatch: (args, input) => runPresswatch(settings, args, input),
    async drop(name, content) {
      const partial = join(inbox, `.${name}.part`);
      await writeFile(partial, content);
      const before = new Date(Date.now() - 60_000);
      await utimes(partial, before, before);
      await rename(partial, join(inbox, name));
    },
    async write(name, content) {
      const path = join(folder, name);
      await mkdir(join(path, '..'), { recursive: true });
      await writeFile(path, content);
      return path;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(apps.map((app) => app.kill('SIGKILL')));
      await temp.remove();
    },
  };
}

function runningApp(process: AppProcess, address: string): RunningApp {
  const get = async <T>(path: string): Promise<Answer<T>> => {
    const response = await fetch(`${address}/api/v1${path}`);
    return { status: response.status, body: (await response.json()) as T };
  };
  return {
    process,
    address,
    get,
    search: async (q, parameters = {}) =>
      (await get<SearchPage>(`/releases?${new URLSearchParams({ q, ...parameters })}`)).body,
  };
}

/** Patience of everything that waits for a condition. */
export const PATIENCE = { timeout: 30_000, interval: 100 };
