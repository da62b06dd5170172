import type { Readable } from 'node:stream';
import type { EventLog } from '@presswatch/event-log';
import type { EnrichedRelease, ParsedRelease, RawRelease } from '@presswatch/events';
import type { SourceView, StageTopic } from '@presswatch/inspection';
import type { Installation as InstallationPorts, ReplayDeps, StageDefinition } from '@presswatch/operations';
import type { EmbeddedFiles } from '@presswatch/operations/sqlite';
import type { RecordStore } from '@presswatch/records';
import type { ReleaseIndexGenerations, ReleaseReader, ReleaseWriter } from '@presswatch/release-index';
import type { Outcome } from '@presswatch/stage';

/** Something that could not be ingested or read, in a sentence that says what to do next. */
export interface Problem {
  /** The path or URL. */
  readonly what: string;
  /** kebab-case */
  readonly code: string;
  readonly message: string;
}

/** How far an ingest has come. The counts are of the whole ingest; problems and releases are new since the last event. */
export interface IngestProgress {
  /** Releases whose publishing is acknowledged: they end in the index or among the dead letters. */
  readonly acknowledged: number;
  /** Inputs that gave no release; each is a problem. */
  readonly failed: number;
  /** Inputs found so far, where it is known. */
  readonly found?: number;
  /** The ids of the releases acknowledged since the last event. */
  readonly releaseIds: readonly string[];
  readonly problems: readonly Problem[];
}

export interface Ingest {
  /** Files, folders (deep) and NDJSON files, given by path. Throws only when nothing can go on at all. */
  paths(paths: readonly string[], options: IngestOptions): AsyncIterable<IngestProgress>;
  urls(urls: readonly string[], options: IngestOptions): AsyncIterable<IngestProgress>;
}

export interface IngestOptions {
  /** The id of the source that the releases are booked under. */
  readonly source?: string;
  /** Aborted on Ctrl-C: stop after what is in work. */
  readonly signal: AbortSignal;
}

export interface SourceCommands {
  list(): Promise<readonly SourceView[]>;
  /** `unknown`: there is no source of this id. */
  setEnabled(id: string, enabled: boolean): Promise<'changed' | 'unchanged' | 'unknown'>;
}

/** The data of an installation, opened beside a running process or alone. */
export interface CliData {
  readonly log: EventLog;
  readonly index: ReleaseReader;
  readonly writer: ReleaseWriter;
  readonly records: RecordStore;
  readonly ingest: Ingest;
  readonly sources: SourceCommands;
  close(): Promise<void>;
}

/** Log, index and records, as far as they are there. */
export type PartData = Pick<CliData, 'log' | 'index' | 'records' | 'close'>;

/** What a stage said of one event in a dry run; `explain` where it was asked for. */
export interface DryOutcome<O> {
  readonly outcome: Outcome<O>;
  /** JSON values: lines that say how each field was found. */
  readonly explain?: readonly unknown[];
}

export interface DryRunOptions {
  readonly explain: boolean;
}

/** Parser and enricher without log and index. */
export interface DryRun {
  /** A file as the fetcher would publish it: one raw release, or several where the file is a feed. */
  rawFromFile(
    path: string,
  ): Promise<{ readonly releases: readonly RawRelease[]; readonly problems: readonly Problem[] }>;
  parse(raw: RawRelease, options: DryRunOptions): Promise<DryOutcome<ParsedRelease>>;
  enrich(parsed: ParsedRelease, options: DryRunOptions): Promise<DryOutcome<EnrichedRelease>>;
  close(): Promise<void>;
}

/** One thing that doctor looked at. */
export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'failed';
  /** What was found. */
  readonly found: string;
  /** What to do; absent where all is well. */
  readonly remedy?: string;
}

/** What doctor is told of the installation; it looks at Node, SQLite, folder, disk and port itself. */
export interface Installation {
  readonly dataFolder: string;
  readonly host: string;
  readonly port: number;
  /** Whether another process holds the data (a running `npm start`). */
  isHeld(): boolean;
  /** Checks that only the composition can make: gazetteer, list of sources, versions of data files. */
  checks(): AsyncIterable<Check>;
}

/** One thing that has to be on a server, and how it stands. */
export interface SetupLine {
  readonly name: string;
  /** `missing`: where it was only looked at. `differs`: it is there, and not as it has to be. */
  readonly state: 'made' | 'there' | 'differs' | 'missing';
  readonly detail: string;
  /** What to do; given where it differs or is missing. */
  readonly remedy?: string;
}

/** A server that the settings name. */
export interface ServerView {
  /** `Kafka`, `OpenSearch`, `Redis` */
  readonly name: string;
  /** Without user and password. */
  readonly address: string;
  readonly up: boolean;
  readonly version?: string;
  /** Why it is not up. */
  readonly problem?: string;
  /** Kafka: the processes that consume, by group (a stage's name). */
  readonly members?: Readonly<Record<string, number>>;
}

/** What a stream for output has to be able to do; `process.stdout` fits. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(data: string | Uint8Array, done: (error?: Error | null) => void): boolean;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

/** A stage as it can be run once over what the log holds, with the threads it needs. */
export interface OpenedStage {
  readonly definition: StageDefinition;
  close(): Promise<void>;
}

/** What the commands need that work on a whole installation. */
export interface OperationTools {
  readonly logger: ReplayDeps['logger'];
  /** Opens a stage by its name; the one that writes the index writes by `writer`. */
  openStage(name: string, data: Pick<CliData, 'records' | 'writer'>): Promise<OpenedStage>;
  /** The stage that writes the index, over any writer. */
  indexer(data: Pick<CliData, 'records'>): (writer: ReleaseWriter) => StageDefinition;
  openGenerations(): Promise<ReleaseIndexGenerations>;
  /** Files and locks of an embedded installation; undefined where the data lies on servers. */
  readonly embedded: { readonly files: EmbeddedFiles; readonly locks: readonly string[] } | undefined;
  /** Opens the installation that addresses name, for `migrate`. @throws an Error whose message says what to do */
  openTarget(addresses: TargetAddresses): Promise<InstallationPorts & { close(): Promise<void> }>;
}

/** Where `migrate` copies to. */
export interface TargetAddresses {
  readonly log: string;
  readonly index: string;
  readonly records: string;
  readonly state: string;
}

export interface CliDeps {
  /** Of Presswatch. */
  readonly version: string;
  /** @throws an Error whose message says what to do */
  openData(): Promise<CliData>;
  /** What can be opened within some seconds: the calls of the rest are rejected. Never throws for a server that is away. */
  openPartly(): Promise<PartData>;
  openDryRun(): Promise<DryRun>;
  /** Makes what has to be on the servers, or only looks; empty where everything lies on SQLite. */
  setup(options: { readonly check: boolean }): Promise<readonly SetupLine[]>;
  /** The servers that the settings name, asked; empty where everything lies on SQLite. */
  servers(): Promise<readonly ServerView[]>;
  /** The stages in the order in which a release passes them. */
  readonly stages: readonly StageTopic[];
  readonly installation: Installation;
  readonly operations: OperationTools;
  readonly stdin: Readable;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted on Ctrl-C. */
  readonly signal: AbortSignal;
  /** ms; default: the present time. */
  readonly now?: () => number;
}
