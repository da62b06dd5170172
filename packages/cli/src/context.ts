import type { CliData, CliDeps, DryRun } from './deps.ts';
import type { ExitCode } from './errors.ts';
import type { Writer } from './output.ts';

/** What a command works with. */
export interface Context {
  readonly deps: CliDeps;
  readonly out: Writer;
  readonly err: Writer;
  now(): number;
  /** Lets a command that printed its results end with another code than 0. */
  exit(code: ExitCode): void;
}

/** Opens the data for the work and closes it whatever comes. */
export async function withData<T>(context: Context, work: (data: CliData) => Promise<T>): Promise<T> {
  const data = await context.deps.openData();
  try {
    return await work(data);
  } finally {
    await data.close();
  }
}

export async function withDryRun<T>(context: Context, work: (dry: DryRun) => Promise<T>): Promise<T> {
  const dry = await context.deps.openDryRun();
  try {
    return await work(dry);
  } finally {
    await dry.close();
  }
}

export const bold = (writer: Writer, text: string): string => (writer.coloured ? `\u001b[1m${text}\u001b[22m` : text);
