import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** A line of a file of cases that is no JSON object with an id. */
export class CaseError extends Error {
  override readonly name = 'CaseError';
}

/** One case of a gold file; what else it has hangs on the task. */
export interface Case {
  readonly id: string;
  readonly [field: string]: unknown;
}

const isGzip = (path: string): boolean => path.endsWith('.gz');

/** Reads cases from NDJSON, gzipped or not, one at a time. @throws CaseError naming file and line */
export async function* readCases(path: string): AsyncGenerator<Case> {
  const file = createReadStream(path);
  const bytes = isGzip(path) ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => bytes.destroy(error));
  let number = 0;
  for await (const line of createInterface({ input: bytes, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() !== '') yield parseCase(line, `${path}:${number}`);
  }
}

function parseCase(line: string, where: string): Case {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new CaseError(`${where} is no JSON: every line of a gold file is one case`, { cause });
  }
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  if (typeof id !== 'string' && typeof id !== 'number') throw new CaseError(`${where} has no id`);
  return { ...(value as object), id: String(id) };
}

/** Writes values as NDJSON, gzipped where the name ends in .gz. */
export async function writeLines(path: string, values: AsyncIterable<unknown>): Promise<void> {
  const lines = new Transform({
    writableObjectMode: true,
    transform: (value, _encoding, done) => done(null, `${JSON.stringify(value)}\n`),
  });
  const target = createWriteStream(path);
  if (isGzip(path)) await pipeline(Readable.from(values), lines, createGzip(), target);
  else await pipeline(Readable.from(values), lines, target);
}
