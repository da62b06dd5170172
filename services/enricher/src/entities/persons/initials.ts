import { GAP } from '@presswatch/gazetteer';
import { type Document, gapAt, is } from '../../document.ts';
import { KIND } from '../../lexicon.ts';

/** After a family name. */
export const SUFFIXES: ReadonlySet<string> = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);

/** Dotted like initials. */
const STATES = new Set(['us', 'uk', 'eu', 'un', 'uae']);

export const isInitial = (doc: Document, at: number): boolean => {
  const token = doc.tokens[at];
  if (token?.capital !== true || STATES.has(token.key)) return false;
  return token.text.length === 1 || /^(?:\p{Lu}\.)+$/u.test(token.text);
};

/** A dot, or a dotted form, tells an initial from a letter: Jay Y. Tamsin, not Model X Plus. */
export const isDotted = (doc: Document, at: number): boolean =>
  isInitial(doc, at) && ((gapAt(doc, at + 1) & GAP.dot) !== 0 || (doc.tokens[at]?.text.includes('.') ?? false));

/** “ACME Affiliates”: capitals before a word of small letters begin no person’s name. */
export const isAcronymFirst = (doc: Document, at: number, to: number): boolean =>
  to - at > 1 &&
  !isInitial(doc, at) &&
  is(doc, at, KIND.upper) &&
  !is(doc, at + 1, KIND.upper) &&
  !isInitial(doc, at + 1);
