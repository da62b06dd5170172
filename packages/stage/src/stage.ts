import type { Envelope, EventKind } from '@presswatch/events';
import type { Outcome } from './outcome.ts';

/** What a stage may know besides its event. */
export interface StageContext {
  readonly envelope: Envelope;
  /** ms: the event's fetchedAt, the only clock of a pure stage. */
  readonly now: number;
}

/** An event together with its context, as `runBatch` gets it. */
export interface StageInput<I> {
  readonly event: I;
  readonly ctx: StageContext;
}

/** What every stage states of itself. */
export interface StageDescription {
  /** Also its consumer group and the first part of its dead-letter topic: `parser`. */
  readonly name: string;
  /** Of what it does; part of every hop. */
  readonly version: string;
  readonly input: EventKind;
  /** Absent where the stage emits nothing (indexer). */
  readonly output?: EventKind;
}

/**
 * A pure stage's handler: no I/O, no clock, no randomness; it may throw, which rejects the event. It answers at once, or
 * later where a library that it leans on does.
 */
export type PureHandler<I, O> = (event: I, ctx: StageContext) => Outcome<O> | Promise<Outcome<O>>;

/** A handler with effects, an event at a time. */
export type EventHandler<I, O> = (event: I, ctx: StageContext) => Promise<Outcome<O>>;

/** A handler with effects over many events: one outcome an event, in the same order. */
export type BatchEventHandler<I, O> = (inputs: readonly StageInput<I>[]) => Promise<readonly Outcome<O>[]>;

/**
 * The module of a pure stage, named by URL and loaded inside a worker. `create` gets the worker's data (a JSON-like
 * snapshot of lists, or where to read it) once, before the first event.
 */
export interface PureStageModule<I = unknown, O = unknown, D = unknown> {
  readonly describe: () => StageDescription;
  readonly create: (data: D) => PureHandler<I, O> | Promise<PureHandler<I, O>>;
}
