import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * A library that is loaded at the first release that needs it: most releases need none, and each isolate that reads them
 * pays a library's memory and start by itself. Loading is synchronous, since a pure stage is.
 *
 * @param name as in an import
 */
export function library<T>(name: string): () => T {
  let loaded: T | undefined;
  return () => {
    loaded ??= createRequire(import.meta.url)(fileURLToPath(import.meta.resolve(name))) as T;
    return loaded;
  };
}
