const LINE = '\r\u001b[K';

/** Progress on one line of a terminal, or a line now and then elsewhere. */
export function progress(what: string): (done: number) => void {
  const started = performance.now();
  const terminal = process.stderr.isTTY;
  const every = terminal ? 10 : 500;
  return (done) => {
    if (done % every !== 0) return;
    const seconds = (performance.now() - started) / 1000;
    const text = `${what}: ${done} cases, ${(done / seconds).toFixed(1)} a second`;
    process.stderr.write(terminal ? LINE + text : `${text}\n`);
  };
}

export const progressDone = (): void => void (process.stderr.isTTY && process.stderr.write(LINE));
