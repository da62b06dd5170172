import { readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { type AllSettings, SETTINGS, type Setting, type SettingName } from './settings-table.ts';

/** A variable that cannot be read; the message names each one, what it holds and what it may hold. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** The settings of `npm start` and of the command line: everything but the probes, which only services on their own have. */
export type Settings = Omit<AllSettings, 'probeHost' | 'probePort'>;

const STANDALONE = (Object.keys(SETTINGS) as SettingName[]).filter(
  (name): name is keyof Settings => name !== 'probeHost' && name !== 'probePort',
);

export type Env = Readonly<Record<string, string | undefined>>;

/** What a process wants of the table. */
export interface Wanted<N extends SettingName> {
  readonly names: readonly N[];
  /** What an absent variable means where it is not what the table says; null: it has to be given. */
  readonly fallbacks?: { readonly [K in SettingName]?: string | null };
}

/**
 * Reads settings from the environment: those that a process wants, by default all of `npm start`. An empty variable
 * counts as absent.
 *
 * @param root what relative paths start from: the workspace's folder
 * @throws SettingsError naming every wrong variable
 */
export function readSettings(env: Env, root: string): Settings;
export function readSettings<N extends SettingName>(env: Env, root: string, wanted: Wanted<N>): Pick<AllSettings, N>;
export function readSettings(env: Env, root: string, wanted?: Wanted<SettingName>): Partial<AllSettings> {
  const { names = STANDALONE, fallbacks = {} } = wanted ?? {};
  const problems: string[] = [];
  const entries = names.map((name) => {
    const fallback = fallbacks[name];
    const setting: Setting = SETTINGS[name];
    if (fallback === null && !env[setting.variable]) {
      problems.push(`${setting.variable} is not set: ${setting.help}`);
      return [name, undefined];
    }
    return [name, readOne(env, root, { ...setting, fallback: fallback ?? setting.fallback }, problems)];
  });
  const settings = Object.fromEntries(entries) as Partial<AllSettings>;
  problems.push(...disagreements(settings));
  if (problems.length > 0) throw new SettingsError(`${problems.join('\n')}\nunset what is wrong, or see --help`);
  // An empty folder setting means "none"; the fallback of seeds has to be told from it.
  const seeds = env.PRESSWATCH_SEEDS === '' && settings.seeds !== undefined ? { seeds: '' } : {};
  return resolvePaths({ ...settings, ...seeds }, env, root);
}

function readOne(env: Env, root: string, setting: Setting, problems: string[]): unknown {
  const { variable, fallback, schema } = setting;
  const source = sourceOf(env, root, setting, problems);
  if (source === undefined) return undefined;
  const result = schema.safeParse(source.value === '' ? fallback : source.value);
  if (result.success) return result.data;
  const why = result.error.issues[0]?.message ?? 'not understood';
  // What a secret or a file holds is never printed.
  const holds = setting.from === undefined ? JSON.stringify(source.value) : (source.path ?? 'given');
  problems.push(`${source.variable ?? variable} is ${holds}: ${why}`);
  return undefined;
}

interface Source {
  readonly value: string;
  /** The file that the value was read from, and the variable that names it. */
  readonly path?: string;
  readonly variable?: string;
}

function sourceOf(env: Env, root: string, { variable, from }: Setting, problems: string[]): Source | undefined {
  const value = env[variable] ?? '';
  if (from === 'file') return value === '' ? { value } : fileSource(variable, value, root, problems);
  const named = from === 'secret' ? (env[`${variable}_FILE`] ?? '') : '';
  if (named === '') return { value };
  if (value === '') return fileSource(`${variable}_FILE`, named, root, problems);
  problems.push(`${variable} and ${variable}_FILE are both set: keep one of them`);
  return undefined;
}

/** A file's text, without the line break that editors put at its end. */
function fileSource(variable: string, path: string, root: string, problems: string[]): Source | undefined {
  try {
    const value = readFileSync(resolve(root, path), 'utf8').replace(/\r?\n$/, '');
    if (value !== '') return { value, path, variable };
    problems.push(`${variable} is ${path}: the file is empty`);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'it cannot be read';
    problems.push(`${variable} is ${path}: the file cannot be read (${code}); name one that this process may read`);
  }
  return undefined;
}

/** Settings that are right by themselves and wrong together. */
function disagreements(settings: Partial<AllSettings>): string[] {
  const { kafkaSasl, kafkaUser, kafkaPassword, kafkaTls, kafkaCa, replication, minInsync } = settings;
  const problems: string[] = [];
  if (kafkaSasl === '' && (kafkaUser || kafkaPassword)) {
    problems.push(
      'PRESSWATCH_KAFKA_SASL is not set, but a user or password is: write plain, scram-sha-256 or scram-sha-512',
    );
  }
  if (kafkaSasl && !(kafkaUser && kafkaPassword)) {
    problems.push(
      `PRESSWATCH_KAFKA_SASL is ${kafkaSasl}: set PRESSWATCH_KAFKA_USER and PRESSWATCH_KAFKA_PASSWORD, too`,
    );
  }
  if (kafkaTls === false && kafkaCa) {
    problems.push('PRESSWATCH_KAFKA_CA_FILE is set, but PRESSWATCH_KAFKA_TLS is false: set it to true');
  }
  if (replication !== undefined && minInsync !== undefined && minInsync > replication) {
    problems.push(`PRESSWATCH_MIN_INSYNC is ${minInsync}: there are only PRESSWATCH_REPLICATION=${replication} copies`);
  }
  if (Boolean(settings.opensearchUser) !== Boolean(settings.opensearchPassword)) {
    problems.push('set PRESSWATCH_OPENSEARCH_USER and PRESSWATCH_OPENSEARCH_PASSWORD both, or neither');
  }
  return problems;
}

function resolvePaths(settings: Partial<AllSettings>, env: Env, root: string): Partial<AllSettings> {
  const at = (path: string) => (isAbsolute(path) ? path : resolve(root, path));
  const data = at(settings.data ?? (env.PRESSWATCH_DATA || SETTINGS.data.fallback));
  const within = (text: string) => text.replace('<data>', () => data);
  const changed: Partial<{ -readonly [K in SettingName]: AllSettings[K] }> = { ...settings };
  if (settings.data !== undefined) changed.data = data;
  for (const name of ['log', 'index', 'state', 'records'] as const) {
    const url = settings[name];
    if (url !== undefined) changed[name] = within(url);
  }
  if (settings.inbox !== undefined) changed.inbox = at(within(settings.inbox));
  if (settings.sources !== undefined) changed.sources = at(settings.sources);
  if (settings.seeds) changed.seeds = at(settings.seeds);
  if (settings.gazetteer !== undefined) changed.gazetteer = settings.gazetteer.map(at);
  return changed;
}

/** Settings as a table for `--help`: those that a process wants, by default all of `npm start`. */
export function settingsHelp({ names, fallbacks = {} }: Wanted<SettingName> = { names: STANDALONE }): string {
  const rows = names.map((name) => {
    const { variable, fallback, help } = SETTINGS[name];
    const shown = fallbacks[name] === undefined ? fallback || '(none)' : (fallbacks[name] ?? '(has to be set)');
    return [variable, shown, help] as const;
  });
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  const [first, second] = [width(0), width(1)];
  return rows.map(([a, b, c]) => `  ${a.padEnd(first)}  ${b.padEnd(second)}  ${c}`).join('\n');
}

/** Variables that look like settings and are none: a slip of the pen would otherwise go unnoticed. */
export function unknownVariables(env: Env): readonly string[] {
  // Of the tests and the local stack: an environment may hold them when a service is started beside.
  const known = new Set<string>([
    'PRESSWATCH_DEBUG',
    'PRESSWATCH_STACK',
    'PRESSWATCH_STACK_CACHE',
    'PRESSWATCH_TEST_ENGINE',
    'PRESSWATCH_TEST_SERVERS',
  ]);
  for (const { variable, from } of Object.values<Setting>(SETTINGS)) {
    known.add(variable);
    if (from === 'secret') known.add(`${variable}_FILE`);
  }
  return Object.keys(env).filter((name) => name.startsWith('PRESSWATCH_') && !known.has(name));
}
