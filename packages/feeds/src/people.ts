import { textOf } from './xml/find.ts';
import { innerText } from './xml/text.ts';
import type { Element } from './xml/tree.ts';

/** Who wrote an item: the name, and the words with an address where one was stated. */
export interface Byline {
  readonly author: string;
  readonly byline?: string;
}

const MAIL_AND_NAME = /^[^\s@()]{1,100}@[^\s@()]{1,200}\s{0,5}\(([^()]{1,200})\)$/;
const NAME_AND_MAIL = /^([^<>@]{1,200}?)\s{0,5}[<(][^\s@<>()]{1,100}@[^\s@<>()]{1,200}[>)]$/;

/**
 * The name in `press@example.org (Press Office)`, `Press Office (press@example.org)` and
 * `Press Office <press@example.org>`; else the words as stated.
 */
export function bylineOf(words: string | undefined): Byline | undefined {
  const stated = words?.replace(/\s+/g, ' ').trim();
  if (stated === undefined || stated === '') return undefined;
  const name = (MAIL_AND_NAME.exec(stated) ?? NAME_AND_MAIL.exec(stated))?.[1]?.trim();
  return name ? { author: name, byline: stated } : { author: stated };
}

/** An Atom person: its name, else its address. */
export function atomPerson(text: string, person: Element): Byline | undefined {
  const author = textOf(text, person, ['atom:name', 'atom:email', 'atom:uri', 'atom:url']);
  if (author === undefined) return person.children.length === 0 ? bylineOf(innerText(text, person)) : undefined;
  const address = textOf(text, person, ['atom:email']);
  return address === undefined || address === author ? { author } : { author, byline: `${author} (${address})` };
}

/** Several authors as one, each once. */
export function joinBylines(people: readonly Byline[]): Byline | undefined {
  const author = [...new Set(people.map((person) => person.author))].join(', ');
  if (author === '') return undefined;
  const byline = [...new Set(people.map((person) => person.byline ?? person.author))].join(', ');
  return byline === author ? { author } : { author, byline };
}
