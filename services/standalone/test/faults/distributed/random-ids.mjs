// Breaks identity on purpose, to show that the ledger notices: every look at an item mints another releaseId. Given to a
// process by --import; it changes the source while it is loaded.
import { registerHooks } from 'node:module';

const MADE = "return hash.digest('hex').slice(0, 32);";
const RANDOM = "return crypto.randomUUID().replaceAll('-', '');";

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith('/identity/src/release-id.ts')) return loaded;
    const source = String(loaded.source);
    if (!source.includes(MADE)) throw new Error('the minting has changed: bring this mutation up to date');
    return { ...loaded, source: source.replace(MADE, RANDOM) };
  },
});
