import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** One line of a file, without its end. */
export type Line =
  | { readonly kind: 'line'; readonly number: number; readonly text: string }
  /** The line is longer than allowed; its rest was passed over. */
  | { readonly kind: 'too-long'; readonly number: number };

/**
 * Reads a file line by line, gunzipped where its name ends in `.gz`. Memory stays bounded however long a line is.
 *
 * @param longest bytes
 */
export async function* readLines(path: string, longest: number): AsyncGenerator<Line> {
  const file = createReadStream(path);
  const stream = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => stream.destroy(error)); // pipe() does not pass errors on
  let parts: Buffer[] = [];
  let held = 0;
  let number = 0;
  const take = (): Line => {
    number++;
    const tooLong = held > longest;
    const line: Line = tooLong
      ? { kind: 'too-long', number }
      : { kind: 'line', number, text: Buffer.concat(parts).toString('utf8') };
    parts = [];
    held = 0;
    return line;
  };
  const hold = (part: Buffer): void => {
    held += part.length;
    if (held <= longest) parts.push(part);
    else parts = [];
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      let from = 0;
      for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
        hold(chunk.subarray(from, end));
        yield take();
        from = end + 1;
      }
      hold(chunk.subarray(from));
    }
    if (held > 0) yield take();
  } finally {
    file.destroy();
  }
}
