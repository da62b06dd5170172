import { foldWord } from '@presswatch/gazetteer';
import { type Document, is, joinsAt, keyAt, STYLE } from '../../document.ts';
import { KIND } from '../../lexicon.ts';
import { type Claim, WEIGHT } from '../claim.ts';

/** Words, without accents, that begin the names of bodies in German, French, Spanish, Italian, Portuguese and Dutch. */
const HEADS = new Set(
  (
    'ministerio ministerie centre centro zentrum ministerium bundesministerium staatsministerium ministere ministero universidad universitat universite universita universidade universiteit hochschule ' +
    'banco banque banca instituto institut istituto comision commission commissione comissao consejo conseil consiglio conselho fiscalia policia polizei police polizia ' +
    'tribunal cour corte camara chambre camera asociacion association associazione associacao verband bundesverband fundacion fondation fondazione fundacao stiftung ' +
    'agencia agence agenzia hospital hopital ospedale ayuntamiento secretaria direccion direction direzione oficina office autoridad autorite autorita federacion federation federazione ' +
    'bundesamt landesamt landgericht amtsgericht staatsanwaltschaft consorzio sociedad societe societa sindicato syndicat'
  ).split(' '),
);
const LINKS = new Set(
  'de del la las los des du di della dello dei delle da do dos das fur der den von van voor y e et und en'.split(' '),
);
/** Adjectives that stand in small letters after the head in Romance languages. */
const ADJECTIVES = new Set(
  'nationale national regionale regional departementale departemental hospitaliere hospitalier centrale central generale general superieure superieur europeenne europeen francaise francais publique public nacional provincial espanola espanol superior publica publico europea europeo federal estadual municipal nazionale italiana italiano universitaire universitario universitaria'.split(
    ' ',
  ),
);
const MAX_WORDS = 12;

/** “l’Université”: the article is of the word for the tokenizer, not of the name. */
const ELIDED = /^[ld]['’](?=\p{Lu})/u;

/** Bodies named as “Universidad de Alcor”, “Bundesministerium für Bildung”: the head, links, and capitalised words. */
export function claimAbroad(doc: Document): Claim[] {
  const claims: Claim[] = [];
  for (let at = 0; at < doc.tokens.length; at++) {
    if (doc.styles[at] !== STYLE.foreign || !is(doc, at, KIND.marked)) continue;
    const skip = ELIDED.exec(doc.tokens[at]?.text ?? '')?.[0].length ?? 0;
    if (!isHead(doc, at, skip)) continue;
    const to = endOfName(doc, at + 1);
    if (to === at + 1) continue;
    const claim: Claim = {
      from: at,
      to,
      type: 'ORG',
      by: 'organisation-abroad',
      weight: WEIGHT.rule,
      spreads: skip === 0,
    };
    claims.push(skip === 0 ? claim : { ...claim, skip });
    at = to - 1;
  }
  return claims;
}

/** “Agence nationale de la recherche”: the subject in small letters that belongs to an adjective. */
function subjectEnd(doc: Document, start: number): number {
  let at = start;
  while (at < start + 2 && /^(?:de|du|des|la|les|pour)$/.test(keyAt(doc, at)) && joinsAt(doc, at)) at++;
  return at > start && joinsAt(doc, at) && !is(doc, at, KIND.capital) ? at + 1 : start;
}

function isHead(doc: Document, at: number, skip: number): boolean {
  if (skip === 0) return is(doc, at, KIND.capital) && HEADS.has(keyAt(doc, at));
  return HEADS.has(foldWord(doc.tokens[at]?.text.slice(skip) ?? ''));
}

/** After the last capitalised word that links and capitals lead to; another head after a link is another body. */
function endOfName(doc: Document, start: number): number {
  let end = start;
  let at = start;
  while (at < start + MAX_WORDS && at < doc.tokens.length && joinsAt(doc, at)) {
    if (is(doc, at, KIND.capital)) {
      if (at > start && at > end && HEADS.has(keyAt(doc, at))) break;
      end = at + 1;
    } else if (at === start && ADJECTIVES.has(keyAt(doc, at))) end = subjectEnd(doc, at + 1);
    else if (!LINKS.has(keyAt(doc, at)) || /^(?:landes|staates|stadt)$/.test(keyAt(doc, at + 1))) break;
    at++;
  }
  return end;
}
