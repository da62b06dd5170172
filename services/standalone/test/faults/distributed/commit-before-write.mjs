// Breaks the promise on purpose, to show that the ledger notices: `finish` commits the offset first, and the process is
// killed -9 before the outputs are written. Given to a process by --import; it changes the source while it is loaded.
import { registerHooks } from 'node:module';

const WRITE = 'await options.publish([...work.outputs, ...work.deadLetters]);';
const COMMIT = 'await options.commit(partition, work.upTo);';
const KILL = "if (work.outputs.length > 0) process.kill(process.pid, 'SIGKILL');";

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith('/event-log/src/kafka/batch-run.ts')) return loaded;
    const source = String(loaded.source);
    if (!source.includes(WRITE) || !source.includes(COMMIT)) {
      throw new Error('finish has changed: bring this mutation up to date');
    }
    return { ...loaded, source: source.replace(COMMIT, WRITE).replace(WRITE, `${COMMIT} ${KILL}`) };
  },
});
