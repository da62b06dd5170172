// Breaks the promise on purpose, to show that the ledger notices: `finish` in two transactions, the offset first, and a
// kill -9 now and then between the two. Given to a process by --import; it changes the source while it is loaded.
import { registerHooks } from 'node:module';

const WHOLE = `const positions = write.records.map((record) => store.append(record, now));
    if (write.moves) store.moveFinished(write.moves.groupId, write.moves.partition, write.moves.upTo);`;
const SPLIT = `if (write.moves) {
      store.moveFinished(write.moves.groupId, write.moves.partition, write.moves.upTo);
      db.exec('COMMIT');
      if (write.records.length > 0 && Math.random() < 0.25) process.kill(process.pid, 'SIGKILL');
      db.exec('BEGIN IMMEDIATE');
    }
    const positions = write.records.map((record) => store.append(record, now));`;

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith('/event-log/src/sqlite/committer.ts')) return loaded;
    const source = String(loaded.source);
    if (!source.includes(WHOLE)) throw new Error('the committer has changed: bring this mutation up to date');
    return { ...loaded, source: source.replace(WHOLE, SPLIT) };
  },
});
