import type { Writer } from './output.ts';

/** Ms between two lines where there is no terminal to write over. */
const LINE_EVERY_MS = 5000;

export interface ProgressLine {
  /** Shows how far it is; `total` where it is known. */
  show(what: string, done: number, total: number | undefined, more?: string): Promise<void>;
  /** Takes the line away. */
  end(): Promise<void>;
}

/** Tells on the error stream how far long work has come: one line that is written over, or else a line now and then. */
export function createProgressLine(err: Writer, now: () => number = () => performance.now()): ProgressLine {
  const clear = err.isTerminal ? '\r\u001b[K' : '';
  let began: { readonly what: string; readonly at: number; readonly done: number } | undefined;
  let lineAt = now();
  return {
    async show(what, done, total, more) {
      if (began?.what !== what) began = { what, at: now(), done };
      const text = lineOf(what, { done, total, made: done - began.done, ms: now() - began.at }, more);
      if (err.isTerminal) await err.raw(`${clear}${text.slice(0, err.columns - 1)}`);
      else if (now() - lineAt >= LINE_EVERY_MS) {
        lineAt = now();
        await err.line(text);
      }
    },
    end: () => (err.isTerminal ? err.raw(clear) : Promise.resolve()),
  };
}

interface Stretch {
  readonly done: number;
  readonly total: number | undefined;
  /** Since it began. */
  readonly made: number;
  readonly ms: number;
}

export function lineOf(what: string, { done, total, made, ms }: Stretch, more?: string): string {
  const rate = ms >= 1000 && made > 0 ? (made * 1000) / ms : undefined;
  const known = total !== undefined && total > 0 ? total : undefined;
  const left = known === undefined || rate === undefined || known <= done ? undefined : (known - done) / rate;
  return [
    `${what}: ${done}${known === undefined ? '' : ` of ${known} (${Math.floor((100 * done) / known)} %)`}`,
    ...(rate === undefined ? [] : [`${rate >= 10 ? Math.round(rate) : rate.toFixed(1)} a second`]),
    ...(left === undefined ? [] : [`${duration(left)} to go`]),
    ...(more === undefined ? [] : [more]),
  ].join(', ');
}

const duration = (seconds: number): string =>
  seconds < 90
    ? `${Math.ceil(seconds)} s`
    : seconds < 5400
      ? `${Math.ceil(seconds / 60)} min`
      : `${Math.ceil(seconds / 3600)} h`;
