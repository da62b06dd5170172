import { GAP, joins } from '@presswatch/gazetteer';
import { type Document, FUNCTION_WORDS, gapAt, is, isCounty, joinsAt, keyAt, type Run, STYLE } from '../../document.ts';
import { KIND } from '../../lexicon.ts';
import { type Claim, WEIGHT } from '../claim.ts';

const MONTHS =
  /^(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|ene|enero|abril|mayo|agosto|dic|diciembre|janvier|fevrier|mars|avril|mai|juin|juillet|aout|decembre|januar|marz|juni|juli|dezember|gennaio|maggio|giugno|luglio|settembre|ottobre|dicembre|fevereiro|maio|setembro|outubro|dezembro|maart|mei|augustus)$/;
/** Between a place and a date, or within a date, in other languages. */
const DATE_WORDS = new Set(['le', 'den', 'am', 'a', 'li', 'de', 'el']);
const BEFORE = new Set(['in', 'from', 'near', 'at', 'outside', 'across', 'to', 'of', 'around', 'based']);
const LEADING = new Set(['lake', 'mount', 'fort', 'port', 'cape']);

/** Places by the word that heads their name, by standing in a dateline, and by the state or country after a comma. */
export function claimPlaces(doc: Document, listed: readonly Claim[]): Claim[] {
  const claims: Claim[] = [];
  const placeFrom = new Map<number, Claim>();
  for (const claim of listed) {
    if (claim.type !== 'PLACE') continue;
    placeFrom.set(claim.from, claim);
    claimPart(doc, claim, claims);
  }
  for (const run of doc.runs) claimCounty(doc, run, placeFrom, claims);
  for (const run of doc.runs) {
    claimHeaded(doc, run, placeFrom, claims);
    if (doc.opens[run.from] === 1 && gapAt(doc, run.from) & GAP.block) claimDateline(doc, run, placeFrom, claims);
    claimBeforePlace(doc, run, placeFrom, claims);
    claimSited(doc, run, claims);
    if (doc.styles[run.from] === STYLE.prose) claimCentre(doc, run, claims);
    claimRoad(doc, run, claims);
    claimResidence(doc, run, claims);
    claimState(doc, run, claims);
  }
  return claims;
}

const TOWNS = new Set('town city village township borough municipality hamlet'.split(' '));

/** “Jane Doe, 38, of Brackwell, …”, “the town of Brackwell”. */
function claimResidence(doc: Document, run: Run, claims: Claim[]): void {
  if (run.to - run.from > 3 || keyAt(doc, run.from - 1) !== 'of' || !joinsAt(doc, run.from)) return;
  const aged = (gapAt(doc, run.from - 1) & (GAP.comma | GAP.close)) !== 0 && /^\d\d$/.test(keyAt(doc, run.from - 2));
  if (!aged && !(joinsAt(doc, run.from - 1) && TOWNS.has(keyAt(doc, run.from - 2)))) return;
  if (is(doc, run.to - 1, KIND.head | KIND.strongHead | KIND.legalForm)) return;
  claims.push(place(run.from, run.to, 'place-residence', WEIGHT.rule));
}

/** “Co. Mayo”, after a comma or “in”: a county, no company. */
function claimCounty(doc: Document, run: Run, placeFrom: Map<number, Claim>, claims: Claim[]): void {
  for (let at = run.from; at < run.to; at++) {
    if (!isCounty(doc, at)) continue;
    const claim = place(at, at + 2, 'place-head', WEIGHT.strong);
    claims.push(claim);
    placeFrom.set(at, claim);
  }
}

/** “in Oyun State”: no university, which would stand in other company. */
function claimState(doc: Document, run: Run, claims: Claim[]): void {
  if (run.to - run.from > 3 || run.to - run.from < 2 || keyAt(doc, run.to - 1) !== 'state') return;
  if (doc.styles[run.from] !== STYLE.prose || !BEFORE.has(keyAt(doc, run.from - 1)) || !joinsAt(doc, run.from)) return;
  if (isPlain(doc, { from: run.from, to: run.to - 1 })) return;
  claims.push(place(run.from, run.to, 'place-head', WEIGHT.rule));
}

const opensPlain = (doc: Document, at: number): boolean => doc.opens[at] === 1 && is(doc, at, KIND.common);

const place = (from: number, to: number, by: string, weight: number): Claim => ({
  from,
  to,
  type: 'PLACE',
  by,
  weight,
  spreads: true,
});

/** “Essex District Attorney”, “Essex District Court”: no place. */
const isDistrictOffice = (doc: Document, at: number): boolean =>
  keyAt(doc, at) === 'district' && /^(?:attorney|court|clerk|judge|council|attorneys)$/.test(keyAt(doc, at + 1));

const DIRECTIONS = new Set(
  'east west north south eastern western northern southern central northeast northwest southeast southwest upper lower greater'.split(
    ' ',
  ),
);

/** “East Texas”, “Northern California”: the part is the longer name. */
function claimPart(doc: Document, claim: Claim, claims: Claim[]): void {
  const before = doc.tokens[claim.from - 1];
  const first = doc.tokens[claim.from];
  if (before === undefined || first === undefined || !before.capital || !DIRECTIONS.has(before.key) || !joins(first))
    return;
  if (doc.opens[claim.from - 1] === 1 || doc.styles[claim.from] !== STYLE.prose) return;
  claims.push(place(claim.from - 1, claim.to, 'place-part', WEIGHT.rule));
}

const SITES = new Set(
  'county river lake bay beach island islands airport stadium park valley canyon forest highway parkway avenue boulevard street road lane harbour harbor courthouse castle palace'.split(
    ' ',
  ),
);

/** “at Silver Lake”: plain words before the head, where the words before place it. */
const isSituated = (doc: Document, from: number, at: number): boolean =>
  SITES.has(keyAt(doc, at)) &&
  doc.styles[at] === STYLE.prose &&
  /^(?:in|at|on|near|from|through|across|to|the|of)$/.test(keyAt(doc, from - 1));

const PUBLIC_CENTRES = new Set(
  'justice convention civic conference shopping exhibition expo event events detention sports'.split(' '),
);

/** “Central Justice Center”: a building rather than a body. */
function claimCentre(doc: Document, run: Run, claims: Claim[]): void {
  const last = run.to - 1;
  if (!/^(?:center|centre)$/.test(keyAt(doc, last)) || !PUBLIC_CENTRES.has(keyAt(doc, last - 1)) || last - run.from < 2)
    return;
  let { from } = run;
  while (from < last - 2 && FUNCTION_WORDS.has(keyAt(doc, from))) from++;
  claims.push(place(from, run.to, 'place-head', WEIGHT.strong));
}

/** “Great Lakes Region”: where the listed place begins that the head goes on; −1 where none does. */
function listedBefore(run: Run, at: number, placeFrom: ReadonlyMap<number, Claim>): number {
  for (let from = at - 1; from >= run.from; from--) if (placeFrom.get(from)?.to === at) return from;
  return -1;
}

function claimHeaded(doc: Document, run: Run, placeFrom: ReadonlyMap<number, Claim>, claims: Claim[]): void {
  if (doc.styles[run.from] === STYLE.upper || doc.styles[run.from] === STYLE.foreign) return;
  for (let at = run.to - 1; at > run.from; at--) {
    if (!is(doc, at, KIND.placeHead) || isDistrictOffice(doc, at)) continue;
    let from = run.from;
    while (from < at && (opensPlain(doc, from) || FUNCTION_WORDS.has(keyAt(doc, from)))) from++;
    const listed = listedBefore(run, at, placeFrom);
    if (listed !== -1) from = listed;
    const named =
      listed !== -1 || !isPlain(doc, { from, to: at }) || is(doc, from - 1, KIND.digits) || isSituated(doc, from, at);
    if (named && from < at && at - from <= 4)
      claims.push({ ...place(from, at + 1, 'place-head', WEIGHT.rule), dot: keyAt(doc, at) === 'blvd' });
    return;
  }
  if (LEADING.has(keyAt(doc, run.from)) && run.to - run.from === 2 && doc.styles[run.from] === STYLE.prose) {
    claims.push(place(run.from, run.to, 'place-head', WEIGHT.context));
  }
}

/** The first words of a paragraph before a date or a dash: “SPRINGFIELD, Ill., May 3, 2024 /…/ –”. */
function claimDateline(doc: Document, run: Run, placeFrom: ReadonlyMap<number, Claim>, claims: Claim[]): void {
  if (run.to - run.from > 3 || MONTHS.test(keyAt(doc, run.from))) return;
  const after = gapAt(doc, run.to);
  if (
    (after & GAP.dash) !== 0 &&
    (after & GAP.block) === 0 &&
    doc.tokens[run.from]?.upper &&
    run.to < doc.tokens.length
  ) {
    if (isPlain(doc, run)) return;
    claims.push(place(run.from, run.to, 'place-dateline', WEIGHT.strong));
    return;
  }
  if ((after & ~GAP.dot) !== GAP.comma) return;
  const dated = dateAfter(doc, run.to, placeFrom);
  if (dated === -1) return;
  claims.push(place(run.from, run.to, 'place-dateline', WEIGHT.strong));
  // “SHELBYVILLE, IN, May 3”: a state whose letters elsewhere are a word.
  if (dated > run.to && !placeFrom.has(run.to) && /^[A-Z]{2}$/.test(doc.tokens[run.to]?.text ?? ''))
    claims.push({ ...place(run.to, run.to + 1, 'place-dateline', WEIGHT.context), spreads: false });
}

/** Where a date begins that follows the place, with a region between at most; −1 where none does. */
function dateAfter(doc: Document, start: number, placeFrom: ReadonlyMap<number, Claim>): number {
  for (let at = start; at < start + 6; at++) {
    const key = keyAt(doc, at);
    const next = keyAt(doc, at + 1);
    const day = /^\d{1,2}$/.test(key);
    if ((MONTHS.test(key) && /^\d{1,2}$/.test(next)) || (day && MONTHS.test(next))) return at;
    if (day && next === 'de' && MONTHS.test(keyAt(doc, at + 2))) return at;
    if (DATE_WORDS.has(key) && at === start) continue;
    if (!doc.tokens[at]?.capital && !placeFrom.has(at)) return -1;
  }
  return -1;
}

const isPlain = (doc: Document, run: Run): boolean => {
  for (let at = run.from; at < run.to; at++) if (!is(doc, at, KIND.plain | KIND.common)) return false;
  return true;
};

const SITED = new Set(
  'based located headquartered held lives living lived born arrested offices office headquarters stores store residents resident branch campus place facility facilities plant home'.split(
    ' ',
  ),
);

/** “headquartered in Quarry Bluff”, where the name is no plain word. */
function claimSited(doc: Document, run: Run, claims: Claim[]): void {
  if (run.to - run.from > 3 || doc.styles[run.from] !== STYLE.prose || !joinsAt(doc, run.from)) return;
  const before = keyAt(doc, run.from - 1);
  if (!(before === 'in' || before === 'near') || !SITED.has(keyAt(doc, run.from - 2)) || isPlain(doc, run)) return;
  if (is(doc, run.to - 1, KIND.head | KIND.strongHead | KIND.legalForm | KIND.acronym | KIND.role)) return;
  claims.push(place(run.from, run.to, 'place-sited', WEIGHT.rule));
}

const ROADS = new Set(['route', 'highway', 'interstate', 'freeway', 'road']);

/** “State Route 57”, “Interstate 5”. */
function claimRoad(doc: Document, run: Run, claims: Claim[]): void {
  const last = run.to - 1;
  if (!ROADS.has(keyAt(doc, last)) || !joinsAt(doc, run.to) || !/^\d{1,3}[a-z]?$/.test(keyAt(doc, run.to))) return;
  let from = last;
  while (from > run.from && last - from < 2 && /^(?:state|us|county|interstate)$/.test(keyAt(doc, from - 1))) from--;
  claims.push(place(from, run.to + 1, 'place-road', WEIGHT.rule));
}

/** “in Fair Hill, Md.”: an unknown name between a preposition and a known place. */
function claimBeforePlace(doc: Document, run: Run, placeFrom: ReadonlyMap<number, Claim>, claims: Claim[]): void {
  const size = run.to - run.from;
  if (size > 3 || gapAt(doc, run.to) !== GAP.comma || !placeFrom.has(run.to)) return;
  const before = keyAt(doc, run.from - 1);
  if (!BEFORE.has(before) || !joinsAt(doc, run.from)) return;
  if (is(doc, run.to - 1, KIND.head | KIND.legalForm | KIND.role)) return;
  claims.push(place(run.from, run.to, 'place-before-place', WEIGHT.rule));
}
