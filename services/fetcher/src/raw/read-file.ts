import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { MAX_RAW_BYTES, TRUNCATED_BYTES } from '@presswatch/events';

/** A file's bytes: all of them, or its beginning where it is over the size limit. */
export interface FileBytes {
  readonly bytes: Uint8Array;
  readonly size: number;
  readonly mtimeMs: number;
}

/** The file is no regular file, or changed while it was read. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
  readonly code: 'not-a-file' | 'changing';

  constructor(code: 'not-a-file' | 'changing', message: string) {
    super(message);
    this.code = code;
  }
}

/** Opening must neither follow a link put there meanwhile nor wait for the other end of a pipe. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Reads a file; of one over the size limit only its beginning.
 *
 * @throws UnreadableFileError; the system's errors pass through
 */
export async function readRawFile(path: string): Promise<FileBytes> {
  const handle = await open(path, FLAGS);
  try {
    const before = await handle.stat();
    if (!before.isFile()) throw new UnreadableFileError('not-a-file', `${path} is no regular file`);
    const length = before.size > MAX_RAW_BYTES ? TRUNCATED_BYTES : before.size;
    const bytes = await readFully(handle, length);
    const after = await handle.stat();
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs || bytes.length !== length) {
      throw new UnreadableFileError('changing', `${path} changed while it was read; it is read again later`);
    }
    return { bytes, size: before.size, mtimeMs: before.mtimeMs };
  } finally {
    await handle.close();
  }
}

async function readFully(handle: FileHandle, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
