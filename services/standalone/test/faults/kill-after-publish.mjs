// Kills the process with -9 at one exact place: the log has a batch of raw releases safe, and the fetcher has not yet
// noted that it published them. Given to a process by --import; it changes the source while it is loaded.
import { registerHooks } from 'node:module';

const SAFE = 'await log.publish(batch.map(({ record }) => record));';
const KILLED = `${SAFE} if (Math.random() < 0.7) process.kill(process.pid, 'SIGKILL');`;

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith('/fetcher/src/raw/publish.ts')) return loaded;
    const source = String(loaded.source);
    if (!source.includes(SAFE)) throw new Error('the publisher has changed: bring this kill up to date');
    return { ...loaded, source: source.replace(SAFE, KILLED) };
  },
});
