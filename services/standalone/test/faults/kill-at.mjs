// Kills the process with -9 at one exact place: KILL_AT is JSON { file, code, after?, nth? }: before this code of the file
// whose address ends so (or after it), the nth time it is reached. Given to a process by --import.
import { registerHooks } from 'node:module';

const { file, code, after = false, nth = 1 } = JSON.parse(process.env.KILL_AT ?? '');
const kill = `globalThis.killAt = (globalThis.killAt ?? 0) + 1; if (globalThis.killAt === ${nth}) process.kill(process.pid, 'SIGKILL');`;

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith(file)) return loaded;
    const source = String(loaded.source);
    if (!source.includes(code)) throw new Error(`${file} has changed: bring this kill up to date`);
    return { ...loaded, source: source.replace(code, () => (after ? `${code} ${kill}` : `${kill} ${code}`)) };
  },
});
