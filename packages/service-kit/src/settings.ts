import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';

/** One setting: its variable, what it is for, and how it reads. */
interface Setting<S extends z.ZodType> {
  readonly variable: string;
  readonly help: string;
  readonly schema: S;
  /** Shown in the help; what an absent variable means. */
  readonly fallback: string;
}

const setting = <S extends z.ZodType>(variable: string, fallback: string, help: string, schema: S): Setting<S> => ({
  variable,
  help,
  schema,
  fallback,
});

const whole = z
  .string()
  .regex(/^\d{1,9}$/, 'write a whole number')
  .transform(Number);
const count = (least: number, most: number) => whole.pipe(z.number().min(least).max(most));
const port = count(0, 65_535);
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** Every setting of the embedded mode. The table is the help text's and the README's only source. */
const SETTINGS = {
  data: setting('PRESSWATCH_DATA', 'data', 'folder of everything that is kept', z.string().min(1)),
  host: setting('PRESSWATCH_HOST', '127.0.0.1', 'address the page and the API listen on', z.string().min(1)),
  port: setting('PRESSWATCH_PORT', '8080', 'port of the page and the API; 0 takes a free one', port),
  hosts: setting(
    'PRESSWATCH_HOSTS',
    '',
    "names by which the page may be called beside this machine's own, separated by commas",
    list,
  ),
  log: setting('PRESSWATCH_LOG', 'sqlite:<data>/log.db', 'where events are kept', z.string()),
  index: setting('PRESSWATCH_INDEX', 'sqlite:<data>/index.db', 'where releases are searched', z.string()),
  state: setting('PRESSWATCH_STATE', 'sqlite:<data>/state.db', 'schedules and what saves work', z.string()),
  records: setting('PRESSWATCH_RECORDS', 'sqlite:<data>/records.db', 'what people make', z.string()),
  sources: setting('PRESSWATCH_SOURCES', 'seeds/sources.yaml', 'the list of sources', z.string().min(1)),
  seeds: setting(
    'PRESSWATCH_SEEDS',
    'seeds/releases',
    'folder of releases read at the start; empty for none',
    z.string(),
  ),
  inbox: setting('PRESSWATCH_INBOX', '<data>/inbox', 'drop folder: files put here are read', z.string().min(1)),
  gazetteer: setting('PRESSWATCH_GAZETTEER', 'seeds/gazetteer', 'folders of names, separated by commas', list),
  logLevel: setting(
    'PRESSWATCH_LOG_LEVEL',
    'warn',
    'trace, debug, info, warn, error or silent; structured, on standard error',
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
  ),
  contact: setting('PRESSWATCH_CONTACT', '', 'address or mail told to the sites that are polled', z.string().max(200)),
  allowPrivate: setting(
    'PRESSWATCH_ALLOW_PRIVATE',
    '',
    'networks that may be fetched though private, as 127.0.0.0/8,10.1.0.0/16',
    list,
  ),
  graceMs: setting(
    'PRESSWATCH_GRACE_MS',
    '10000',
    'ms that a stop may take to finish what is in work',
    count(0, 600_000),
  ),
  workers: setting('PRESSWATCH_WORKERS', '1', 'threads that parse and enrich; each takes some 100 MB', count(1, 64)),
} as const;

type Settings = { readonly [K in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[K]['schema']> };

export type { Settings };

/** A variable that cannot be read; the message names each one, what it holds and what it may hold. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Reads the settings from the environment.
 *
 * @param root what relative paths start from: the workspace's folder
 * @throws SettingsError naming every wrong variable
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>, root: string): Settings {
  const problems: string[] = [];
  const read = <S extends z.ZodType>({ variable, fallback, schema }: Setting<S>): unknown => {
    const given = env[variable];
    const result = schema.safeParse(given === undefined || given === '' ? fallback : given);
    if (result.success) return result.data;
    problems.push(`${variable} is ${JSON.stringify(given)}: ${result.error.issues[0]?.message ?? 'not understood'}`);
    return undefined;
  };
  const entries = Object.entries(SETTINGS).map(([name, entry]) => [name, read(entry as Setting<z.ZodType>)]);
  if (problems.length > 0) throw new SettingsError(`${problems.join('\n')}\nunset what is wrong, or see --help`);
  const settings = Object.fromEntries(entries) as Settings;
  // An empty folder setting means "none"; the fallback of seeds has to be told from it.
  const seeds = env.PRESSWATCH_SEEDS === '' ? '' : settings.seeds;
  return resolvePaths({ ...settings, seeds }, root);
}

function resolvePaths(settings: Settings, root: string): Settings {
  const at = (path: string) => (isAbsolute(path) ? path : resolve(root, path));
  const data = at(settings.data);
  const within = (text: string) => text.replace('<data>', () => data);
  return {
    ...settings,
    data,
    log: within(settings.log),
    index: within(settings.index),
    state: within(settings.state),
    records: within(settings.records),
    inbox: at(within(settings.inbox)),
    sources: at(settings.sources),
    seeds: settings.seeds === '' ? '' : at(settings.seeds),
    gazetteer: settings.gazetteer.map(at),
  };
}

/** The settings as a table for `--help`. */
export function settingsHelp(): string {
  const rows = Object.values(SETTINGS).map(({ variable, fallback, help }) => [variable, fallback || '(none)', help]);
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const [first, second] = [width(0), width(1)];
  return rows.map(([a = '', b = '', c = '']) => `  ${a.padEnd(first)}  ${b.padEnd(second)}  ${c}`).join('\n');
}
