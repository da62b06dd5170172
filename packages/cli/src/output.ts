import type { Output } from './deps.ts';
import { OutputClosedError } from './errors.ts';

/** Writes lines, waiting for the reader; every write may throw OutputClosedError. */
export interface Writer {
  readonly isTerminal: boolean;
  readonly columns: number;
  /** Whether colours are shown. */
  readonly coloured: boolean;
  line(text?: string): Promise<void>;
  /** One JSON value on a line of its own. */
  json(value: unknown): Promise<void>;
  raw(data: string | Uint8Array): Promise<void>;
  /** Foreign bytes: a terminal would obey control characters among them; a file or pipe gets every byte as it was. */
  foreign(bytes: Uint8Array): Promise<void>;
}

const DEFAULT_COLUMNS = 100;

export function createWriter(output: Output, env: Readonly<Record<string, string | undefined>>): Writer {
  const raw = (data: string | Uint8Array) =>
    new Promise<void>((resolve, reject) => {
      output.write(data, (error) => {
        if (!error) resolve();
        else if (isClosed(error)) reject(new OutputClosedError('the reader of the output is gone', { cause: error }));
        else reject(error);
      });
    });
  const isTerminal = output.isTTY === true;
  return {
    isTerminal,
    columns: (isTerminal && output.columns) || DEFAULT_COLUMNS,
    coloured: isTerminal && !env.NO_COLOR && env.TERM !== 'dumb',
    line: (text = '') => raw(`${text}\n`),
    json: (value) => raw(`${escapeControls(JSON.stringify(value))}\n`),
    raw,
    foreign: (bytes) => raw(isTerminal ? `${plainLines(new TextDecoder().decode(bytes))}\n` : bytes),
  };
}

const isClosed = (error: Error): boolean =>
  ['EPIPE', 'ERR_STREAM_DESTROYED', 'ECONNRESET'].includes((error as NodeJS.ErrnoException).code ?? '');

/** JSON leaves DEL and the C1 controls as they are; a terminal may obey them. */
const escapeControls = (json: string): string =>
  json.replace(/[\u007f-\u009f]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);

/** Foreign text made safe for a terminal: without control characters, which may move the cursor or worse. */
export const plain = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ');

/** The same, with line breaks and tabs kept. */
export const plainLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.split('\t').map(plain).join('\t'))
    .join('\n');
