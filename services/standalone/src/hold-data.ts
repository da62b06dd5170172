import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Hold, holdFile } from '@presswatch/sqlite';

/** The process that consumes the data of a folder. */
export interface Holder {
  readonly pid: number;
  /** The page's address, once it listens. */
  readonly address?: string;
}

/** Another process consumes the data already. */
export class DataHeldError extends Error {
  override readonly name = 'DataHeldError';
}

/** What the one consuming process of a data folder has. */
export interface DataHold {
  /** Tells others who holds the data. */
  tell(holder: Holder): void;
  release(): void;
}

const lockOf = (folder: string) => join(folder, 'lock.db');
const noteOf = (folder: string) => join(folder, 'running.json');

/**
 * Takes the data folder, and the log's file wherever it lies, for this process: one process consumes such a log.
 *
 * @throws DataHeldError naming the holder and what to do
 */
export function holdData(folder: string, logPath?: string): DataHold {
  const hold = holdFile(lockOf(folder));
  if (hold === null) throw new DataHeldError(heldMessage(folder));
  const logHold = logPath === undefined ? undefined : holdFile(`${logPath}.lock`);
  if (logHold === null) {
    hold.release();
    throw new DataHeldError(
      `another process consumes ${logPath}. Stop it first, or name another file by PRESSWATCH_LOG`,
    );
  }
  return {
    tell: (holder) => writeFileSync(noteOf(folder), `${JSON.stringify(holder)}\n`),
    release: () => {
      rmSync(noteOf(folder), { force: true });
      logHold?.release();
      hold.release();
    },
  };
}

/** Whether some process consumes the data at this moment. */
export function isHeld(folder: string): boolean {
  const hold: Hold | null = holdFile(lockOf(folder));
  hold?.release();
  return hold === null;
}

/** Who says that it holds the data; undefined where nobody has said so. */
export function readHolder(folder: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(noteOf(folder), 'utf8')) as Holder;
  } catch {
    return undefined; // not written yet, or being written: the lock is what counts, not the note
  }
}

function heldMessage(folder: string): string {
  const holder = readHolder(folder);
  const who = holder === undefined ? 'another process' : `process ${holder.pid}`;
  const where = holder?.address === undefined ? '' : ` and shows its page on ${holder.address}`;
  return `${who} runs on ${folder}${where}. Stop it first, or give this one a folder of its own: PRESSWATCH_DATA=elsewhere npm start`;
}
