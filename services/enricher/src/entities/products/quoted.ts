import { GAP } from '@presswatch/gazetteer';
import { type Document, gapAt, is, STYLE } from '../../document.ts';
import { KIND } from '../../lexicon.ts';
import { type Claim, WEIGHT } from '../claim.ts';

const MAX_QUOTED = 9;
/** The longest word that a title writes in small letters. */
const SMALL = 4;

/** A title in quotation marks that begins at a word, its main words capitalised; not what somebody says. */
export function claimQuoted(doc: Document, at: number, claims: Claim[]): void {
  const first = doc.tokens[at];
  if (first === undefined || doc.styles[at] === STYLE.foreign || !opensTitle(doc, at)) return;
  const to = endOfTitle(doc, at);
  if (to - at < 2 || !doc.tokens[to - 1]?.capital) return;
  if (!/[”"’'»,“]/.test(doc.text[doc.tokens[to - 1]?.end ?? 0] ?? '')) return;
  claims.push({ from: at, to, type: 'PRODUCT', by: 'product-quoted', weight: WEIGHT.context, spreads: true });
}

function opensTitle(doc: Document, at: number): boolean {
  if ((gapAt(doc, at) & (GAP.block | GAP.stop | GAP.colon | GAP.close)) !== 0) return false;
  if (!is(doc, at, KIND.capital | KIND.digits)) return false;
  if (!/[“"‘'«„]/.test(doc.text[(doc.tokens[at]?.start ?? 0) - 1] ?? '')) return false;
  // Jeff “The Saw” Smith: a nickname.
  return !(is(doc, at - 1, KIND.firstName) && is(doc, at - 1, KIND.capital));
}

/** After the last word before the closing mark; `at` where the words are no title. */
function endOfTitle(doc: Document, at: number): number {
  let capitals = 1;
  for (let to = at + 1; to <= at + MAX_QUOTED && to < doc.tokens.length; to++) {
    const gap = gapAt(doc, to);
    if ((gap & GAP.quote) !== 0) return capitals > 1 ? to : at;
    if ((gap & (GAP.stop | GAP.block | GAP.open | GAP.close | GAP.dash)) !== 0) return at;
    if (is(doc, to, KIND.capital)) capitals++;
    else if ((doc.tokens[to]?.text.length ?? 0) > SMALL && !is(doc, to, KIND.digits)) return at;
  }
  return at;
}
