import { GAP } from '@presswatch/gazetteer';
import { type Document, gapAt, joinsAt, type Run, STYLE } from '../../document.ts';
import { isKind, KIND } from '../../lexicon.ts';

/** In German, which writes nouns with capitals. */
const COMPANY = new Set(['firma', 'unternehmen', 'konzern', 'gesellschaft', 'tochter', 'hersteller', 'anbieter']);

/** The run without the plain words that open a sentence, the article, and titles or offices before a name. */
export function trimmed(doc: Document, run: Run, to: number): number {
  let from = run.from;
  while (from < to - 1) {
    const token = doc.tokens[from];
    if (token === undefined) break;
    const abbreviated = (gapAt(doc, from + 1) & GAP.dot) !== 0;
    const opening =
      doc.opens[from] === 1 && isKind(token, KIND.common) && !isKind(token, KIND.strongHead) && !abbreviated;
    const article = doc.styles[from] === STYLE.foreign && (isKind(token, KIND.foreign) || COMPANY.has(token.key));
    const indefinite =
      (token.key === 'a' || token.key === 'an') && joinsAt(doc, from + 1) && gapAt(doc, from + 1) === 0;
    if (token.key === 'the' || token.key === 'about' || indefinite || article || opening) from++;
    else break;
  }
  return from;
}
