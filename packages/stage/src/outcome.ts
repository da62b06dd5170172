/** A reason out of a stage's bounded set, kebab-case: it is a metric label and a dead letter's code. */
export type ReasonCode = string;

/** Why a stage did not emit, with a sentence that says what happened and what to do next. */
export interface Reason<R extends ReasonCode = ReasonCode> {
  readonly code: R;
  readonly message: string;
}

/** What a stage says of one event. The runner does the rest (see docs/architecture.md, outcome table). */
export type Outcome<O, R extends ReasonCode = ReasonCode> =
  /** Publish these, then the input is done. */
  | { readonly kind: 'emit'; readonly events: readonly O[] }
  /** Nothing to do, for a reason that is counted. */
  | { readonly kind: 'skip'; readonly reason: Reason<R> }
  /** This input can never be handled: dead letter. */
  | { readonly kind: 'reject'; readonly reason: Reason<R>; readonly cause?: unknown }
  /** This may work later: a few tries with back-off, then dead letter. */
  | { readonly kind: 'retry'; readonly reason: Reason<R>; readonly cause?: unknown }
  /** Something the stage depends on is away: wait without limit, never a dead letter. */
  | { readonly kind: 'unavailable'; readonly dependency: string; readonly reason: string };

export const emit = <O>(...events: readonly O[]): Outcome<O, never> => ({ kind: 'emit', events });
export const skip = <R extends ReasonCode>(code: R, message: string): Outcome<never, R> => ({
  kind: 'skip',
  reason: { code, message },
});
export const reject = <R extends ReasonCode>(code: R, message: string, cause?: unknown): Outcome<never, R> => ({
  kind: 'reject',
  reason: { code, message },
  ...(cause === undefined ? {} : { cause }),
});
export const retry = <R extends ReasonCode>(code: R, message: string, cause?: unknown): Outcome<never, R> => ({
  kind: 'retry',
  reason: { code, message },
  ...(cause === undefined ? {} : { cause }),
});
export const unavailable = (dependency: string, reason: string): Outcome<never, never> => ({
  kind: 'unavailable',
  dependency,
  reason,
});
