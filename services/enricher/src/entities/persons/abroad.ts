import { foldWord, GAP } from '@presswatch/gazetteer';
import { type Document, gapAt, is, joinsAt, keyAt, STYLE } from '../../document.ts';
import { KIND } from '../../lexicon.ts';
import { type Claim, WEIGHT } from '../claim.ts';

/** Offices, without accents, in Spanish, French, Portuguese, Italian, Dutch and German. */
const OFFICES = new Set(
  (
    'ministro ministra alcalde alcaldesa consejero consejera presidente presidenta director directora portavoz secretario secretaria gobernador gobernadora fiscal rector rectora vicepresidente vicepresidenta gerente economista profesor profesora ' +
    'ministre maire president presidente directeur directrice porte-parole secretaire prefet prefete deputee depute senateur senatrice professeur professeure procureur procureure fondateur fondatrice gerante ' +
    'governador governadora vice-governador vice-governadora prefeito prefeita secretaria diretor diretora professora porta-voz deputado deputada vereador ' +
    'sindaco sindaca assessore assessora direttore direttrice presidentessa ministra segretario segretaria portavoce governatore rettore rettrice consigliere ' +
    'wethouder burgemeester directeur minister staatssecretaris voorzitter woordvoerder woordvoerster bestuurder hoogleraar ' +
    'prasident prasidentin geschaftsfuhrer geschaftsfuhrerin sprecher sprecherin vorstand vorsitzende vorsitzender direktor direktorin leiter leiterin rektor rektorin dekan dekanin minister ministerin burgermeister burgermeisterin'
  ).split(' '),
);
const SAYING = new Set(
  'dijo dicho afirmo afirmado senalo destaco explico declare affirme souligne indique ajoute explique disse afirmou declarou destacou detto dichiarato affermato spiegato sagte erklarte betonte zei zegt aldus stelt'.split(
    ' ',
  ),
);
const PARTICLES = new Set('de del della van von der den da dos di du la le y e'.split(' '));
const MAX_NAME = 5;
const MAX_OFFICE = 8;
/** German makes one word of an office and its field. */
const COMPOUND =
  /.{3}(?:sprecher|minister|direktor|prasident|leiter|meister|sekretar|anwalt|richter|professor|chef|vorstand)(?:in)?$|vorsitzende[rn]?$/;
/** Before a name at the head of a sentence. */
const OPENING = new Set('selon pour avec segun para con secondo segundo wie laut nach fur mit volgens voor'.split(' '));
const ELIDED = /^[ld]['’](?=\p{L})/iu;

/** People in another language than English: a name of two words or more beside an office or a verb of speaking. */
export function claimPersonsAbroad(doc: Document): Claim[] {
  const claims: Claim[] = [];
  let taken = 0;
  for (const run of doc.runs) {
    if (doc.styles[run.from] !== STYLE.foreign || run.from < taken) continue;
    const opening = OPENING.has(keyAt(doc, run.from)) || is(doc, run.from, KIND.foreign);
    let from = opening ? run.from + 1 : run.from;
    while (from < run.to - 1 && (isOffice(doc, from) || is(doc, from, KIND.title | KIND.role))) from++;
    const to = nameEnd(doc, from);
    if (to - from < 2 || !isBeside(doc, from, to)) continue;
    claims.push({ from, to, type: 'PERSON', by: 'person-abroad', weight: WEIGHT.rule, spreads: true });
    taken = to;
  }
  return claims;
}

/** “l’assessora” is one word for the tokenizer. */
function isOffice(doc: Document, at: number): boolean {
  const token = doc.tokens[at];
  if (token === undefined || at < 0) return false;
  if (token.capital && COMPOUND.test(token.key)) return true;
  const elided = ELIDED.exec(token.text)?.[0].length ?? 0;
  return OFFICES.has(elided === 0 ? token.key : foldWord(token.text.slice(elided)));
}

const NOT_IN_NAME = KIND.head | KIND.strongHead | KIND.legalForm | KIND.digits;

function nameEnd(doc: Document, from: number): number {
  let to = from;
  while (to - from < MAX_NAME && (to === from || joinsAt(doc, to))) {
    if (is(doc, to, KIND.capital)) {
      if (is(doc, to, NOT_IN_NAME)) return from;
      to++;
      continue;
    }
    const next = PARTICLES.has(keyAt(doc, to + 1)) ? to + 2 : to + 1;
    if (to === from || !PARTICLES.has(keyAt(doc, to)) || !is(doc, next, KIND.capital) || !joinsAt(doc, next)) break;
    to = next + 1;
  }
  return to;
}

function isBeside(doc: Document, from: number, to: number): boolean {
  const gap = gapAt(doc, from);
  if (joinsAt(doc, from) && /^(?:selon|segun|laut|volgens)$/.test(keyAt(doc, from - 1))) return true;
  if (joinsAt(doc, from) && (isOffice(doc, from - 1) || SAYING.has(keyAt(doc, from - 1)))) return true;
  if (gap === GAP.comma && hasOfficeBefore(doc, from)) return true;
  const after = gapAt(doc, to);
  if (after === GAP.comma && (isOffice(doc, to) || isOffice(doc, to + 1))) return true;
  return joinsAt(doc, to) && (SAYING.has(keyAt(doc, to)) || SAYING.has(keyAt(doc, to + 1)));
}

/** “La ministre de la Santé, Jeanne Dupont”. */
function hasOfficeBefore(doc: Document, from: number): boolean {
  for (let at = from - 1; at >= from - MAX_OFFICE; at--) {
    if (isOffice(doc, at)) return true;
    if (!joinsAt(doc, at)) return false;
  }
  return false;
}
