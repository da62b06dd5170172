import { GAP } from '@presswatch/gazetteer';
import type { Document } from '../../document.ts';
import { type Claim, WEIGHT } from '../claim.ts';

/**
 * Citations by their form, each looked for only where the text holds one of its hints. Bounded repetitions only, so that
 * the time is linear.
 * “18 U.S.C. § 1343”, “Penal Code section 459”, “H.R. 1234”, “S. 12”, “Executive Order 14028”, “Pub. L. 116-136”.
 */
const CITED: readonly { readonly by: string; readonly hints: readonly string[]; readonly form: RegExp }[] = [
  {
    by: 'instrument-code',
    hints: ['U.S.C', 'USC', 'U. S. C', 'C.F.R', 'CFR'],
    form: /\b\d{1,2} (?:U\.?\s?S\.?\s?C\.?|C\.?F\.?R\.?)(?: (?:§{1,2}|[Ss]ections?|Part) ?[\w.\-()]{0,19}[\w)])?/g,
  },
  {
    by: 'instrument-code',
    hints: [' Code', ' Law'],
    form: /\b(?!The )(?:[A-Z][a-z]{2,20} (?:and [A-Z][a-z]{2,20} )?){1,3}(?:Code|Law),? (?:§{1,2}|[Ss]ections?) ?\d(?:[\w.:-]{0,12}\w)?(?:\([A-Za-z0-9]{1,3}\)){0,4}/g,
  },
  {
    by: 'instrument-code',
    hints: ['United States Code', 'Code of Federal'],
    form: /\bTitle \d{1,2},? (?:of the )?(?:United States Code|Code of Federal Regulations)(?:,? (?:§{1,2}|[Ss]ections?|Part) ?\d[\w.\-()]{0,18}[\w)]|,? (?:§{1,2}|[Ss]ections?|Part) ?\d)?/g,
  },
  {
    by: 'instrument-numbered',
    hints: ['Ley ', 'Decreto', 'Lei ', 'Legge ', 'loi n', 'Loi n', 'Wet '],
    form: /\b(?:Ley(?: Orgánica| Foral)?|Real Decreto(?:-ley)?|Decreto(?:-[Ll]ei| [Ll]egislativo|-legge)?|Lei(?: Complementar)?|Legge|[Ll]oi)(?: n\.?[º°o]?\.?)? ?\d[\d.]{0,6}[/-]\d{2,5}\b/gu,
  },
  {
    by: 'instrument-head',
    hints: [') Act', ') Bill', ') Regulations', ') Order', ') Rules'],
    form: /\b(?!The )(?:[A-Z][\w’'-]{1,24},? (?:and |of )?){1,5}\([A-Z][^()\n]{1,60}\) (?:Act|Bill|Regulations|Order|Rules)(?:,? (?:19|20)\d\d)?\b/g,
  },
  {
    by: 'instrument-numbered',
    hints: ['H.', 'S.J', 'S. J'],
    form: /\b(?:H\.\s?R\.|S\.\s?J\.\s?Res\.|H\.\s?Res\.) ?\d{1,5}\b/g,
  },
  {
    by: 'instrument-numbered',
    hints: [' Bill ', ' Resolution '],
    form: /\b(?:House|Senate|Assembly) (?:Bill|Resolution) (?:No\.? )?\d{1,5}\b/g,
  },
  {
    by: 'instrument-numbered',
    hints: ['Executive Order', 'Proclamation', 'Public Law', 'Pub. L.', 'Prop'],
    form: /\b(?:Executive Order|Proclamation|Public Law|Pub\. L\.|Proposition|Prop\.) (?:No\.? )?\d{1,5}(?:-\d{1,4})?\b/g,
  },
  {
    by: 'instrument-numbered',
    hints: ['Statutory Instrument', 'S.I.', 'SI '],
    form: /\b(?:Statutory Instrument|S\.I\.|SI) (?:19|20)\d\d\/\d{1,5}\b/g,
  },
];

/** Laws, bills and orders cited by title, section or number. */
export function claimCited(doc: Document): Claim[] {
  const claims: Claim[] = [];
  for (const { by, hints, form } of CITED) {
    if (hints.some((hint) => doc.text.includes(hint))) claimForm(doc, by, form, claims);
  }
  return claims;
}

/** The matches of one form as claims on the words that they cover whole. */
function claimForm(doc: Document, by: string, form: RegExp, claims: Claim[]): void {
  let at = 0;
  for (const match of doc.text.matchAll(form)) {
    const end = match.index + match[0].length;
    while (at < doc.tokens.length && (doc.tokens[at]?.start ?? 0) < match.index) at++;
    let to = at;
    while (to < doc.tokens.length && (doc.tokens[to]?.end ?? 0) <= end) to++;
    if (to === at || doc.tokens[at]?.start !== match.index) continue;
    const dot = doc.text[end - 1] === '.' && (doc.tokens[to]?.gap ?? GAP.block) !== GAP.block;
    claims.push({ from: at, to, type: 'INSTRUMENT', by, weight: WEIGHT.strong, dot, spreads: false });
  }
}
