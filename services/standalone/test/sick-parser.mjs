// Makes the parser sick, as a version with bugs would be: on releases that say so it loops for ever, eats all memory, or
// throws. Given to a process by --import; it changes the source while it is loaded. A start without it is the mend.
import { registerHooks } from 'node:module';

const HEALTHY = 'parseRelease(event, { now: ctx.now });';
const SICK = `{
  const text = String(Buffer.from(event.bytes ?? '', 'base64'));
  if (text.includes('loops for ever')) for (;;);
  if (text.includes('eats all memory')) for (const hoard = []; ; ) hoard.push(new Array(100_000).fill(text.length));
  if (text.includes('trips over this')) throw new Error('tripped');
  return parseRelease(event, { now: ctx.now });
};`;

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith('/parser/src/stage.ts')) return loaded;
    const source = String(loaded.source);
    if (!source.includes(HEALTHY)) throw new Error('the parser’s stage has changed: bring this mutation up to date');
    return { ...loaded, source: source.replace(HEALTHY, SICK) };
  },
});
