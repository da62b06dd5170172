/** A line of a stream, from 1; `text` is undefined where it is longer than what is read. */
export interface Line {
  readonly number: number;
  readonly text: string | undefined;
}

const NEWLINE = 10;

/** Splits bytes into lines, holding one line at most: longer ones than `maxBytes` are skipped over. */
export async function* readLines(chunks: AsyncIterable<Uint8Array | string>, maxBytes: number): AsyncIterable<Line> {
  let number = 1;
  let parts: Uint8Array[] = [];
  let size = 0;
  const take = (): Line => {
    const text = size > maxBytes ? undefined : new TextDecoder().decode(Buffer.concat(parts));
    parts = [];
    size = 0;
    return { number: number++, text };
  };
  const keep = (part: Uint8Array) => {
    size += part.byteLength;
    if (size <= maxBytes) parts.push(part);
    else parts = [];
  };
  for await (const chunk of chunks) {
    let rest: Uint8Array = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      keep(rest.subarray(0, end));
      yield take();
      rest = rest.subarray(end + 1);
    }
    if (rest.byteLength > 0) keep(rest);
  }
  if (size > 0) yield take();
}
