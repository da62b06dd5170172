import {
  type AddressVariable,
  type AllSettings,
  adapterAddress,
  asComplaint,
  createLogger,
  isExpected,
  type Logger,
  PORT_SETTINGS,
  type PortName,
  type Runnable,
  readSettings,
  redactUrl,
  runUntilStopped,
  type SettingName,
  SettingsError,
  settingsHelp,
  unknownVariables,
  type Wanted,
} from '@presswatch/service-kit';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Health } from './health.ts';
import type { Patience } from './patience.ts';
import { startProbeServer } from './probe-server.ts';
import { ROOT } from './root.ts';

/** A service that runs: what it answers to probes, and how it ends. */
export interface RunningService extends Runnable {
  health(): Health;
}

/** What a service is given to start with. */
export interface ServiceContext<N extends SettingName> extends Patience {
  readonly settings: Pick<AllSettings, N | CommonName>;
  readonly logger: Logger;
  readonly registry: Registry;
  /** What is waited for while starting, for probes. */
  startHealth(): Health;
}

/** A service as a process of its own. */
export interface ServiceDefinition<N extends SettingName> {
  readonly name: string;
  /** One line: what it does. */
  readonly summary: string;
  /** The ports that it opens: their addresses and credentials are settings that it needs. */
  readonly ports: readonly PortName[];
  /** Its further settings. */
  readonly settings: readonly N[];
  /** It serves probes by itself, on a port of its own. */
  readonly ownProbes?: boolean;
  /** Opens what it needs, however long that takes, and starts. */
  start(context: ServiceContext<N | PortSetting>): Promise<RunningService>;
}

const COMMON = ['logLevel', 'graceMs'] as const;
const PROBES = ['probeHost', 'probePort'] as const;
type CommonName = (typeof COMMON)[number];
type PortSetting = (typeof PORT_SETTINGS)[PortName][number];

/** Where a service differs from `npm start`: nothing lies in files, and what it waits for is said. */
const FALLBACKS = {
  log: null,
  index: null,
  state: null,
  records: null,
  logLevel: 'info',
  inbox: 'data/inbox',
} as const;

/**
 * Runs a service until it is stopped: settings, help, logger, probes, metrics, signals. Never throws.
 *
 * @returns the exit code: 0 after a clean stop, 1 when something failed, 2 when a setting is wrong
 */
export async function runService<N extends SettingName>(definition: ServiceDefinition<N>): Promise<number> {
  const wanted = wantedBy(definition);
  if (process.argv.slice(2).some((arg) => arg === '--help' || arg === '-h')) {
    process.stdout.write(helpOf(definition, wanted));
    return 0;
  }
  try {
    // The compiler cannot see that the names wanted hold the common ones and the ports'.
    const settings = readSettings(process.env, ROOT, wanted) as Pick<AllSettings, SettingName>;
    for (const port of definition.ports) onServers(port, settings[port]);
    return await run(definition, settings);
  } catch (error) {
    const { text, exit } = asComplaint(error);
    process.stderr.write(`${text}\n`);
    return exit;
  }
}

async function run<N extends SettingName>(definition: ServiceDefinition<N>, settings: AllSettings): Promise<number> {
  const { name } = definition;
  const logger = createLogger(settings.logLevel, name);
  for (const variable of unknownVariables(process.env)) {
    logger.warn({ variable }, `${variable} is no setting of Presswatch: nobody reads it; look for a slip in its name`);
  }
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const starting = begin(definition, settings, logger, registry);
  const probes = definition.ownProbes
    ? undefined
    : await startProbeServer({
        host: settings.probeHost,
        port: settings.probePort,
        health: starting.health,
        metrics: () => registry.metrics(),
      });
  if (probes !== undefined)
    logger.info({ probes: probes.address }, `${name} starts; probes and metrics: ${probes.address}`);
  starting.go();
  const code = await runUntilStopped(starting, { graceMs: settings.graceMs, logger });
  await probes?.close();
  const { failure } = starting;
  if (!isExpected(failure())) return code;
  const { text, exit } = asComplaint(failure());
  process.stderr.write(`${text}\n`);
  return exit;
}

interface Starting extends RunningService {
  go(): void;
  /** Why it could not be started. */
  failure(): unknown;
}

/** A service on its way up: it can be stopped while it waits, and answers probes from the first. */
function begin<N extends SettingName>(
  definition: ServiceDefinition<N>,
  settings: AllSettings,
  logger: Logger,
  registry: Registry,
): Starting {
  const stopping = new AbortController();
  const ended = Promise.withResolvers<void>();
  let problem: string | null = 'starting';
  let service: RunningService | undefined;
  let failure: unknown;
  let started: Promise<void> = Promise.resolve();
  const startHealth = (): Health => ({
    live: true,
    ready: false,
    problems: problem === null ? ['starting'] : [problem],
  });
  const context: ServiceContext<N | PortSetting> = {
    settings,
    logger,
    registry,
    signal: stopping.signal,
    note: (text) => {
      problem = text;
    },
    startHealth,
  };
  const start = async () => {
    try {
      service = await definition.start(context);
      logger.info(`${definition.name} runs`);
      service.ended.catch((error: unknown) => {
        failure ??= error;
        ended.reject(error);
      });
    } catch (error) {
      if (stopping.signal.aborted) return;
      failure = error;
      ended.reject(error);
    }
  };
  return {
    go: () => {
      started = start();
    },
    ended: ended.promise,
    failure: () => failure,
    health() {
      const health = service?.health() ?? startHealth();
      // A consumer that died ends the process; until it has ended, the process is dead.
      return failure === undefined ? health : { live: false, ready: false, problems: [String(failure)] };
    },
    async stop() {
      stopping.abort(new Error('stopping'));
      await started;
      await service?.stop();
    },
  };
}

/** @throws SettingsError where the address is a file's */
function onServers(port: PortName, url: string): void {
  const variable = `PRESSWATCH_${port.toUpperCase()}` as AddressVariable;
  if (adapterAddress(variable, url).adapter !== 'sqlite') return;
  throw new SettingsError(
    `${variable} is ${redactUrl(url)}: services of their own share no SQLite file. Only npm start, everything in one process, runs on SQLite; --help tells the addresses of servers`,
  );
}

function wantedBy<N extends SettingName>(definition: ServiceDefinition<N>): Wanted<SettingName> {
  const ports = definition.ports.flatMap((port): readonly SettingName[] => PORT_SETTINGS[port]);
  const probes = definition.ownProbes ? [] : PROBES;
  return {
    names: [...new Set<SettingName>([...ports, ...definition.settings, ...probes, ...COMMON])],
    fallbacks: FALLBACKS,
  };
}

const helpOf = <N extends SettingName>(
  { name, summary }: ServiceDefinition<N>,
  wanted: Wanted<SettingName>,
): string => `\
usage: node services/${name}/src/main.ts

${summary}
Settings are environment variables:

${settingsHelp(wanted)}

SIGTERM or SIGINT stops it: what is in work is finished first. A second signal ends it at once.
Exit codes: 0 stopped as told; 1 something failed, or the time for stopping ran out; 2 a setting is wrong.
`;
