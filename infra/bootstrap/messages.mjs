/** Something that the person at the keyboard can mend; shown without a stack trace. */
export class BootstrapError extends Error {
  name = 'BootstrapError';
}

/** One line for people. To stderr: the stdout of a command may be data. */
export function say(line) {
  process.stderr.write(`presswatch: ${line}\n`);
}
