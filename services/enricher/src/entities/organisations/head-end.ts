import { GAP } from '@presswatch/gazetteer';
import { type Document, gapAt, is, joinsAt, keyAt } from '../../document.ts';
import { KIND } from '../../lexicon.ts';

const LINKS = new Set(['of', 'for', 'on', 'against']);
/** Words that a name may take in after “Ministry of”. */
export const MAX_TAIL = 14;

/** Parts of larger bodies: “School of Chemistry”. */
const PART_OF = new Set(['school', 'faculty', 'college', 'division', 'army', 'conservatory']);
const ON_SUBJECT = new Set(['committee', 'commission', 'council', 'panel', 'board', 'coalition']);

function isLinked(link: string, head: string, strong: boolean): boolean {
  if (!LINKS.has(link) || (!strong && !(link === 'of' && PART_OF.has(head)))) return false;
  return (link !== 'on' && link !== 'against') || ON_SUBJECT.has(head);
}

/** Takes in “of Defence”, “for Business and Trade”, “of Housing, Communities and Local Government”. */
export function headEnd(doc: Document, start: number, strong: boolean): number {
  const link = keyAt(doc, start);
  const abroad = link === 'in' && keyAt(doc, start - 1) === 'mission' && capitalAt(doc, start + 1);
  if (abroad && joinsAt(doc, start) && joinsAt(doc, start + 1)) return start + 2;
  if (!joinsAt(doc, start) || !isLinked(link, keyAt(doc, start - 1), strong)) return start;
  let at = start + 1;
  if (keyAt(doc, at) === 'the' && joinsAt(doc, at)) at++;
  if (!capitalAt(doc, at) || !joinsAt(doc, at)) return start;
  const last = start + MAX_TAIL;
  for (;;) {
    while (at < last && capitalAt(doc, at) && joinsAt(doc, at)) at++;
    if (at >= last) return start;
    const more = listedOn(doc, at);
    if (more === 0) return at;
    at += more;
  }
}

/** The words to pass over where the name goes on after “and”, “of” or a comma that a later “and” answers. */
function listedOn(doc: Document, at: number): number {
  const key = keyAt(doc, at);
  if ((key === 'and' || key === 'of') && joinsAt(doc, at) && capitalAt(doc, at + 1) && joinsAt(doc, at + 1)) {
    return key === 'and' && namesOther(doc, at + 1) ? 0 : 1;
  }
  if (gapAt(doc, at) !== GAP.comma || !capitalAt(doc, at)) return 0;
  for (let i = at + 1; i < at + 6; i++) {
    if (keyAt(doc, i) === 'and') return capitalAt(doc, i + 1) && !namesOther(doc, i + 1) ? 1 : 0;
    if (!capitalAt(doc, i) || (gapAt(doc, i) & ~GAP.comma) !== 0) return 0;
  }
  return 0;
}

/** Another organisation or person begins after the “and”. */
function namesOther(doc: Document, at: number): boolean {
  for (let i = at; i < at + 4 && capitalAt(doc, i); i++) {
    if (i > at && !joinsAt(doc, i)) return false;
    if (is(doc, i, KIND.strongHead) || is(doc, i, KIND.firstName)) return true;
  }
  return false;
}

export const capitalAt = (doc: Document, at: number): boolean => doc.tokens[at]?.capital === true;
