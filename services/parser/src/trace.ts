/** One line of an explanation: what was found for a field, where, and what was made of it. */
export interface TraceLine {
  readonly field: string;
  readonly value: string;
  /** Where in the release: `stamp`, `json-ld`, `meta article:published_time`, … */
  readonly from: string;
  readonly note?: string;
}

/** Takes the lines of an explanation. Absent when nobody asked, so that tracing costs one test of `undefined`. */
export type Trace = (field: string, value: string, from: string, note?: string) => void;

const SHOWN = 200;

/** A trace that hands each line to `sink`, with values cut to a readable length. */
export const traceTo =
  (sink: (line: TraceLine) => void): Trace =>
  (field, value, from, note) => {
    const shown = value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value;
    sink(note === undefined ? { field, value: shown, from } : { field, value: shown, from, note });
  };
