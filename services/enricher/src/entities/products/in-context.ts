import { GAP } from '@presswatch/gazetteer';
import { type Document, gapAt, is, joinsAt, keyAt, keysOf, STYLE } from '../../document.ts';
import { KIND } from '../../lexicon.ts';
import { type Claim, WEIGHT } from '../claim.ts';
import { trimmed } from '../organisations/trimmed.ts';

/** What a product is called after its name, in small letters: “the AcmeView platform”. */
const CALLED = new Set(
  'platform app apps software tool tools toolkit suite device devices website portal assistant chatbot campaign adverts pickup truck sedan suv vehicle van motorcycle smartphone phone tablet token tokens coin blockchain wallet console drug vaccine injection tablets capsules cream serum supplement game series album film movie show podcast newsletter programme program initiative scheme festival award awards scholarship browser plugin extension chip processor engine module quiz helpline search model laptop headset camera sensor trial study test therapy index cryptocurrency marketplace dashboard api protocol pistol rifle handgun revolver'.split(
    ' ',
  ),
);
/** Words between the name and what it is called: “the Acme mobile app”. */
const BETWEEN = new Set(
  'mobile software online web cloud digital new gaming pickup smart television tv radio'.split(' '),
);
/** Before the names of products. */
const LEADS = new Set('called dubbed titled entitled named branded'.split(' '));
const KINDS_OF = new Set(
  'apps products brands drugs medicines games platforms tools modules features programmes programs services vehicles models devices shows films albums events cryptocurrencies tokens coins blockchains'.split(
    ' ',
  ),
);

/** Products by what stands around their name, where nothing else took it. */
export function claimProductsInContext(doc: Document, taken: Uint8Array): Claim[] {
  const claims: Claim[] = [];
  const announcing = announcingNames(doc);
  for (const run of doc.runs) {
    if (doc.styles[run.from] !== STYLE.prose) continue;
    const from = trimmed(doc, run, run.to);
    if (taken[from] === 1 || taken[run.to - 1] === 1 || run.to - from > 5 || !isNameLike(doc, from, run.to)) continue;
    const by = announcing.has(keysOf(doc, from, run.to)) ? undefined : reason(doc, from, run.to);
    const to = by === 'product-launched' && isNumbered(doc, run.to) ? run.to + 1 : run.to;
    if (by !== undefined) claims.push({ from, to, type: 'PRODUCT', by, weight: WEIGHT.context, spreads: true });
  }
  return claims;
}

const ANNOUNCES = new Set(
  'announces announced announce launches launched unveils unveiled introduces introduced acquires acquired appoints appointed partners partnered raises raised hires hired reports reported'.split(
    ' ',
  ),
);

/** The names that open a sentence or title and announce or launch something: who does that is no product. */
function announcingNames(doc: Document): ReadonlySet<string> {
  const names = new Set<string>();
  for (const run of doc.runs) {
    if (doc.opens[run.from] !== 1) continue;
    let to = run.from;
    while (to < run.to && to < run.from + 4 && !ANNOUNCES.has(keyAt(doc, to))) to++;
    const has = /^(?:has|today|officially)$/.test(keyAt(doc, to)) ? (keyAt(doc, to + 1) === 'officially' ? 2 : 1) : 0;
    if (to > run.from && ANNOUNCES.has(keyAt(doc, to + has))) names.add(keysOf(doc, run.from, to));
  }
  return names;
}

/** A word that is no plain one, or two capitalised words inside a sentence. */
function isNameLike(doc: Document, from: number, to: number): boolean {
  if (is(doc, to - 1, KIND.title | KIND.role | KIND.strongHead | KIND.legalForm | KIND.placeHead)) return false;
  let unknown = 0;
  for (let i = from; i < to; i++) {
    if (!is(doc, i, KIND.common | KIND.plain | KIND.acronym | KIND.title | KIND.role | KIND.digits)) unknown++;
  }
  return unknown > 0 || (to - from > 1 && doc.opens[from] !== 1 && !is(doc, to - 1, KIND.acronym));
}

function hasUnknown(doc: Document, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!is(doc, i, KIND.common | KIND.plain | KIND.acronym)) return true;
  return false;
}

const LAUNCHES = new Set(
  'launches launched launch unveils unveiled introduces introduced releases released debuts'.split(' '),
);

/** “launched TideView”, “unveils its new TideView 3”: written like a brand. */
function isLaunched(doc: Document, from: number, to: number): boolean {
  let at = from - 1;
  while (/^(?:its|the|their|new|a|an)$/.test(keyAt(doc, at)) && at > from - 4) at--;
  if (!LAUNCHES.has(keyAt(doc, at)) || !joinsAt(doc, at + 1) || is(doc, from, KIND.firstName)) return false;
  if (is(doc, to - 1, KIND.head | KIND.strongHead)) return false;
  for (let i = from; i < to; i++) if (BRANDED.test(doc.tokens[i]?.text ?? '')) return true;
  return isNumbered(doc, to) && hasUnknown(doc, from, to);
}

const BRANDED = /\p{Ll}\p{Lu}/u;

/** “TideView 3”: a version of one digit or two, and no amount of something. */
const isNumbered = (doc: Document, to: number): boolean =>
  joinsAt(doc, to) &&
  /^\d{1,2}$/.test(keyAt(doc, to)) &&
  (!joinsAt(doc, to + 1) || /^(?:is|was|has|will|and|today|for|with|in|at)$/.test(keyAt(doc, to + 1)));

function reason(doc: Document, from: number, to: number): string | undefined {
  if (isLaunched(doc, from, to)) return 'product-launched';
  const next = BETWEEN.has(keyAt(doc, to)) && joinsAt(doc, to + 1) ? to + 1 : to;
  if (joinsAt(doc, to) && doc.tokens[next]?.capital === false && CALLED.has(keyAt(doc, next))) return 'product-called';
  const before = keyAt(doc, from - 1);
  if (
    LEADS.has(before) &&
    !(before === 'named' && isVerbal(doc, from - 2)) &&
    (gapAt(doc, from) & ~GAP.quote) === 0 &&
    !is(doc, from, KIND.firstName) &&
    hasUnknown(doc, from, to)
  )
    return 'product-named';
  if (before === 'by' && keyAt(doc, from - 2) === 'powered' && joinsAt(doc, from)) return 'product-named';
  const as =
    before === 'as' && keyAt(doc, from - 2) === 'such'
      ? from - 3
      : before === 'like' || before === 'including'
        ? from - 2
        : -1;
  return as > 0 && KINDS_OF.has(keyAt(doc, as)) && joinsAt(doc, from) ? 'product-named' : undefined;
}

/** “has named”, “today named”: somebody is named, not something. */
const isVerbal = (doc: Document, at: number): boolean =>
  /^(?:has|have|had|was|were|been|be|is|are|today|recently|also|and|who|it|he|she|they)$/.test(keyAt(doc, at)) ||
  is(doc, at, KIND.capital);

/** “the Acme View”: a listed maker, then words that are no office and head no organisation: what it makes. */
export function claimMade(doc: Document, listed: readonly Claim[]): Claim[] {
  const claims: Claim[] = [];
  for (const claim of listed) {
    const entry = claim.entries?.[0];
    if (
      claim.type !== 'ORG' ||
      entry === undefined ||
      !MAKERS.has(entry.list) ||
      doc.styles[claim.from] !== STYLE.prose
    )
      continue;
    let to = claim.to;
    while (to < claim.to + 3 && joinsAt(doc, to) && isModel(doc, to)) to++;
    if (to === claim.to || (is(doc, to, KIND.capital) && joinsAt(doc, to))) continue;
    claims.push({ from: claim.from, to, type: 'PRODUCT', by: 'product-maker', weight: WEIGHT.rule, spreads: true });
  }
  return claims;
}

const MAKERS = new Set(['organisations', 'brands', 'companies']);

const isModel = (doc: Document, at: number): boolean =>
  is(doc, at, KIND.inName | KIND.marked) &&
  !is(
    doc,
    at,
    KIND.head |
      KIND.strongHead |
      KIND.legalForm |
      KIND.title |
      KIND.role |
      KIND.placeHead |
      KIND.instrumentHead |
      KIND.firstName |
      KIND.digits |
      KIND.verb |
      KIND.acronym,
  );
