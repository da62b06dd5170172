// Makes the parser throw a TypeError over releases that hold a mark: a bug that shows on some inputs only. Given to a
// process by --import; it changes the source while it is loaded.
import { registerHooks } from 'node:module';

const HEAD = /export (?:async )?function parseRelease\([^)]*\)[^{]*\{/;

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith('/parser/src/parse-release.ts')) return loaded;
    const source = String(loaded.source);
    if (!HEAD.test(source)) throw new Error('the parser has changed: bring this fault up to date');
    const fault = `if (raw.state === 'present' && atob(raw.bytes).includes('Zyxwthrowmark')) undefined.nothing();`;
    return { ...loaded, source: source.replace(HEAD, (head) => `${head} ${fault}`) };
  },
});
