import type { NewRecord } from '@presswatch/event-log';
import { MAX_RECORD_BYTES } from '@presswatch/events';
import { encode, type InputRecord } from './codec.ts';
import type { Outcome, Reason } from './outcome.ts';
import type { StageContext, StageDescription } from './stage.ts';

/** An outcome as the runner acts on it: outputs are records, thrown errors are told from decisions. Crosses threads. */
export type Verdict =
  | { readonly kind: 'done'; readonly outputs: readonly NewRecord[]; readonly skipped?: string }
  | { readonly kind: 'dead'; readonly reason: Reason; readonly cause?: Cause; readonly threw?: string }
  | { readonly kind: 'retry'; readonly reason: Reason; readonly cause?: Cause; readonly threw?: string }
  | { readonly kind: 'unavailable'; readonly dependency: string; readonly reason: string };

/** An error, as far as a dead letter keeps it. */
export interface Cause {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

const MAX_MESSAGE = 1000;
const MAX_FRAMES = 6;

/** An error in the form that crosses threads and is kept: short, our own frames only. */
export function causeOf(error: unknown): Cause {
  if (!(error instanceof Error)) return { name: 'unknown', message: String(error).slice(0, MAX_MESSAGE) };
  const stack = ownFrames(error).join('\n');
  const inner = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return { name: error.name, message: `${error.message}${inner}`.slice(0, MAX_MESSAGE), ...(stack ? { stack } : {}) };
}

/** The frames of this workspace's code, without the path of the machine. */
function ownFrames(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !/node:internal|node_modules/.test(line))
    .map((line) => line.trim().replace(/(?:file:\/\/)?\/\S*\/((?:packages|services)\/)/, '$1'))
    .slice(0, MAX_FRAMES);
}

/** What tells one kind of thrown error from another: its class and where it was thrown. */
export const throwKind = (error: unknown): string =>
  error instanceof Error ? `${error.name} ${ownFrames(error)[0] ?? error.message}` : typeof error;

/** Turns what a stage said of one event into what the runner does about it. */
export function verdictOf(
  stage: StageDescription,
  input: InputRecord,
  ctx: StageContext,
  outcome: Outcome<unknown>,
): Verdict {
  switch (outcome.kind) {
    case 'emit': {
      if (stage.output === undefined) return { kind: 'done', outputs: [] };
      const { output } = stage;
      const now = Date.now();
      const outputs = outcome.events.map((event) =>
        encode(output, event, { stage, input, envelope: ctx.envelope, now }),
      );
      const largest = Math.max(0, ...outputs.map(sizeOf));
      return largest > MOST_OUTPUT_BYTES ? tooLarge(stage, largest) : { kind: 'done', outputs };
    }
    case 'skip':
      return { kind: 'done', outputs: [], skipped: outcome.reason.code };
    case 'reject':
      return { kind: 'dead', reason: outcome.reason, ...causePart(outcome.cause) };
    case 'retry':
      return { kind: 'retry', reason: outcome.reason, ...causePart(outcome.cause) };
    case 'unavailable':
      return outcome;
  }
}

/** What the log takes, less what a dead letter of the next stage adds to a record. */
const MOST_OUTPUT_BYTES = MAX_RECORD_BYTES - 64 * 1024;

const sizeOf = ({ key, value, headers }: NewRecord): number =>
  key.length + (value?.length ?? 0) + JSON.stringify(headers).length;

const tooLarge = (stage: StageDescription, bytes: number): Verdict => ({
  kind: 'dead',
  reason: {
    code: 'output-too-large',
    message: `what the ${stage.name} made of it has ${bytes} bytes, more than the log takes (${MOST_OUTPUT_BYTES}); look at it with dlq show ID --raw, and bring it in again in parts`,
  },
});

const causePart = (cause: unknown): { cause?: Cause } => (cause === undefined ? {} : { cause: causeOf(cause) });

/** A pure stage threw: this input cannot be handled by this version. */
export const deadByThrow = (error: unknown): Verdict => ({
  kind: 'dead',
  reason: { code: 'threw', message: 'the stage failed on this event; report the cause, and replay after the mend' },
  cause: causeOf(error),
  threw: throwKind(error),
});

/** A stage with effects threw: it may have been the effect's fault, so it is tried again. */
export const retryByThrow = (error: unknown): Verdict => ({
  kind: 'retry',
  reason: { code: 'threw', message: 'the stage failed on this event; report the cause, and replay after the mend' },
  cause: causeOf(error),
  threw: throwKind(error),
});
