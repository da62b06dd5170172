import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeServers, openAdapters, openPartly, setUpAll } from '@presswatch/adapters';
import type { CliData, CliDeps, DryRun } from '@presswatch/cli';
import { enrichRelease } from '@presswatch/enricher';
import { createErasures, refuseErased } from '@presswatch/erasures';
import { createHttpClient, createIngest, rawFromFile } from '@presswatch/fetcher';
import { loadSnapshot } from '@presswatch/gazetteer';
import { finishRestore } from '@presswatch/operations/sqlite';
import { parseRelease, type TraceLine } from '@presswatch/parser';
import type { Settings } from '@presswatch/service-kit';
import { allSources, createSourceCommands } from '@presswatch/sources';
import { emit } from '@presswatch/stage';
import { isHeld } from './hold-data.ts';
import { installationChecks } from './installation-checks.ts';
import { embeddedFiles, operationTools } from './operation-tools.ts';
import { ROOT } from './root.ts';
import { STAGES } from './stages.ts';

/** What the command line works on: the data of these settings, opened when a command needs it. */
export async function cliDeps(settings: Settings, signal: AbortSignal): Promise<CliDeps> {
  return {
    version: await readVersion(),
    openData: () => openData(settings),
    openPartly: async () => {
      await finishWhatWasRestored(settings);
      return openPartly(settings);
    },
    openDryRun: () => openDryRun(settings),
    setup: (options) => setUpAll(settings, { ...options, stages: STAGES }),
    servers: () =>
      describeServers(
        settings,
        STAGES.map(({ stage }) => stage),
      ),
    stages: STAGES,
    installation: {
      dataFolder: settings.data,
      host: settings.host,
      port: settings.port,
      isHeld: () => isHeld(settings.data),
      checks: () => installationChecks(settings),
    },
    operations: operationTools(settings),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    signal,
  };
}

async function readVersion(): Promise<string> {
  const manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

/** A restore that was killed half way is finished before anybody reads the data. */
async function finishWhatWasRestored(settings: Settings): Promise<void> {
  const embedded = embeddedFiles(settings);
  if (embedded !== undefined) await finishRestore(embedded.files, embedded.locks);
}

async function openData(settings: Settings): Promise<CliData> {
  const { sources } = await allSources(settings);
  await finishWhatWasRestored(settings);
  const adapters = await openAdapters(settings, 'beside');
  const { log, index, state, records } = adapters;
  const client = createHttpClient({ allowPrivate: settings.allowPrivate, contact: settings.contact });
  return {
    log,
    index: index.reader,
    writer: index.writer,
    records,
    ingest: createIngest({ log: refuseErased(log, createErasures({ records })), budgets: state.budgets, client }),
    sources: createSourceCommands({ sources, records }),
    close: async () => {
      await client.close();
      await adapters.close();
    },
  };
}

async function openDryRun(settings: Settings): Promise<DryRun> {
  const snapshot = await loadSnapshot(settings.gazetteer);
  return {
    rawFromFile: (path) => rawFromFile(path),
    async parse(raw, { explain }) {
      const lines: TraceLine[] = [];
      const outcome = await parseRelease(raw, {
        now: raw.capture.fetchedAt,
        ...(explain ? { explain: (line) => lines.push(line) } : {}),
      });
      return { outcome, ...(explain ? { explain: lines } : {}) };
    },
    async enrich(parsed, { explain }) {
      const lines: string[] = [];
      const outcome = emit(enrichRelease(parsed, snapshot, explain ? (line) => lines.push(line) : undefined));
      return { outcome, ...(explain ? { explain: lines } : {}) };
    },
    close: async () => undefined,
  };
}
