import { GAP, joins } from '@presswatch/gazetteer';
import { type Document, gapAt, isCounty, keyAt, type Run } from '../../document.ts';
import { isKind, KIND } from '../../lexicon.ts';
import { type Claim, WEIGHT } from '../claim.ts';
import { trimmed } from './trimmed.ts';

/** Legal forms that are words or other abbreviations in small letters. */
const FORMS_IN_CAPITALS = new Set([
  'ag',
  'sa',
  'se',
  'as',
  'ab',
  'co',
  'sas',
  'cv',
  'kg',
  'bv',
  'nv',
  'asa',
  'lp',
  'llp',
  'pbc',
]);
/** Abbreviations whose full stop belongs to the name. */
export const FULL_STOPPED: ReadonlySet<string> = new Set(['inc', 'corp', 'ltd', 'co']);

/** Forms that a comma may part from the name; after a comma AB or NV is a province or state. */
const AFTER_COMMA = new Set('inc incorporated ltd limited llc llp lp corp corporation plc pllc gmbh co'.split(' '));

function isLegalForm(doc: Document, at: number): boolean {
  const token = doc.tokens[at];
  if (token === undefined || !isKind(token, KIND.legalForm) || isCounty(doc, at)) return false;
  if (token.gap & GAP.comma && !AFTER_COMMA.has(token.key)) return false;
  if (token.key === 'spa') return token.text === 'SpA' || token.text.includes('.');
  if (!FORMS_IN_CAPITALS.has(token.key)) return token.capital || token.text === 'plc' || token.text === 'gmbh';
  if (token.key === 'co') return token.text === 'Co' && gapAt(doc, at + 1) !== GAP.hyphen;
  return token.upper || token.text.includes('.');
}

const ITALIAN = /^S\.\s?(?:p\.\s?A|r\.\s?l)\./;

/** “Acque Chiare S.p.A.”, “… S.r.l.”: letters that the tokenizer parts. */
export function claimItalianForm(doc: Document, run: Run, claims: Claim[]): void {
  const last = run.to - 1;
  if (doc.tokens[last]?.text !== 'S' || last === run.from) return;
  if (!ITALIAN.test(doc.text.slice(doc.tokens[last]?.start, (doc.tokens[last]?.start ?? 0) + 8))) return;
  const from = trimmed(doc, run, last);
  const to = Math.min(last + 3, doc.tokens.length);
  claims.push({
    from,
    to,
    type: 'ORG',
    by: 'organisation-legal-form',
    weight: WEIGHT.strong,
    dot: true,
    spreads: true,
  });
}

export function claimLegalForms(doc: Document, run: Run, claims: Claim[]): void {
  let to = run.to;
  const next = doc.tokens[to];
  const plc = next !== undefined && joins(next) && isLegalForm(doc, to);
  if (plc || (next !== undefined && next.gap === GAP.comma && isLegalForm(doc, to))) to++;
  for (let at = to - 1; at > run.from; at--) {
    if (!isLegalForm(doc, at)) continue;
    const from = trimmed(doc, run, at);
    if (from >= at) return;
    claims.push({
      from,
      to: at + 1,
      type: 'ORG',
      by: 'organisation-legal-form',
      weight: WEIGHT.strong,
      dot: FULL_STOPPED.has(keyAt(doc, at)),
      spreads: true,
    });
    return;
  }
}
