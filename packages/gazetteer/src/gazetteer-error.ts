/** A list that cannot be used; the message names file and line and says what to write instead. */
export class GazetteerError extends Error {
  override readonly name = 'GazetteerError';
  readonly file: string;
  readonly line: number;

  constructor(file: string, line: number, problem: string, options?: ErrorOptions) {
    super(`${file}:${line}: ${problem}`, options);
    this.file = file;
    this.line = line;
  }
}
