import { GAP } from '@presswatch/gazetteer';
import { type Document, gapAt, is, joinsAt, keyAt, keysOf, STYLE } from '../../document.ts';
import { KIND } from '../../lexicon.ts';
import { type Claim, WEIGHT } from '../claim.ts';
import { EXCHANGES } from '../organisations/exchanges.ts';
import { isPostNominal } from '../persons/post-nominals.ts';
import { CLASSES } from './classes.ts';
import { addScores } from './classify.ts';
import { MAX_SPAN, type Span, spansOf } from './spans.ts';

const MOST_REPEATED = 2;

interface Group {
  readonly spans: Span[];
  readonly scores: Float64Array;
}

/**
 * Types the capitalised spans that no rule took. All mentions of one name in the document are judged together, because
 * a name means one thing in a release.
 * @param lead how far, in logarithms of probability averaged over the mentions, a class must lead the next
 */
export function claimByModel(doc: Document, taken: Uint8Array, lead: number): Claim[] {
  const groups = new Map<string, Group>();
  const { spans: all, scores: known, judged } = judgedSpans(doc);
  for (let i = 0; i < all.length; i++) {
    const span = all[i];
    if (
      span === undefined ||
      doc.styles[span.from] !== STYLE.prose ||
      !isFree(span, taken) ||
      isRemnant(doc, span, taken) ||
      isUnfit(doc, span)
    )
      continue;
    const key = keysOf(doc, span.from, span.to);
    let group = groups.get(key);
    if (group === undefined) {
      group = { spans: [], scores: new Float64Array(CLASSES.length) };
      groups.set(key, group);
    }
    group.spans.push(span);
    const at = i * CLASSES.length;
    const own = known.subarray(at, at + CLASSES.length);
    if (judged[i] !== 1) addScores(doc, span, own);
    judged[i] = 1;
    for (let c = 0; c < CLASSES.length; c++) group.scores[c] = (group.scores[c] ?? 0) + (own[c] ?? 0);
  }
  const claims: Claim[] = [];
  for (const { spans, scores } of groups.values()) {
    const type = decide(scores, spans.length, lead);
    if (type === undefined || type === 'none') continue;
    for (const { from, to } of spans)
      claims.push({
        from,
        to,
        type,
        by: 'name-model',
        weight: WEIGHT.guess,
        spreads: doc.styles[from] === STYLE.prose && !is(doc, from, KIND.common),
      });
  }
  return claims;
}

interface Judged {
  readonly spans: readonly Span[];
  /** Of each span in turn, a number a class. */
  readonly scores: Float64Array;
  /** 1 where the scores are there. */
  readonly judged: Uint8Array;
}

const documents = new WeakMap<Document, Judged>();

/** The spans of a document with what the model makes of them, which is the same in each pass. */
function judgedSpans(doc: Document): Judged {
  const known = documents.get(doc);
  if (known !== undefined) return known;
  const spans = spansOf(doc);
  const made = { spans, scores: new Float64Array(spans.length * CLASSES.length), judged: new Uint8Array(spans.length) };
  documents.set(doc, made);
  return made;
}

/** The rules whose word is not the last. */
const RETYPED = new Set([
  'organisation-announces',
  'organisation-office',
  'organisation-repeated-name',
  'organisation-enumerated',
]);

/** Before places, hardly ever before organisations. */
const WHERE = new Set(['in', 'near', 'across', 'outside', 'throughout', 'around']);

/**
 * Looks again at claims of organisations that rest on what stands around them: where the model, over all claims of one
 * name, holds a person or place for likelier by `lead` (as for claimByModel), that type stands.
 */
export function retype(doc: Document, claims: readonly Claim[], lead: number): Claim[] {
  const groups = new Map<string, Group & { where: boolean }>();
  for (const claim of claims) {
    if (!RETYPED.has(claim.by) || claim.to - claim.from > MAX_SPAN) continue;
    const key = keysOf(doc, claim.from, claim.to);
    const group = groups.get(key) ?? { spans: [], scores: new Float64Array(CLASSES.length), where: false };
    groups.set(key, group);
    group.spans.push(claim);
    group.where ||= WHERE.has(keyAt(doc, claim.from - 1)) && joinsAt(doc, claim.from);
    addScores(doc, claim, group.scores);
  }
  return claims.map((claim) => {
    const group = RETYPED.has(claim.by) ? groups.get(keysOf(doc, claim.from, claim.to)) : undefined;
    const type =
      group === undefined ? undefined : likelier(group.scores, lead * group.spans.length, claim, group.where);
    return type === undefined ? claim : { ...claim, type, by: 'name-model' };
  });
}

function likelier(scores: Float64Array, lead: number, { from, to }: Claim, where: boolean): Claim['type'] | undefined {
  const ahead = (type: (typeof CLASSES)[number]): boolean =>
    (scores[CLASSES.indexOf(type)] ?? 0) - (scores[CLASSES.indexOf('ORG')] ?? 0) >= lead;
  if (to - from > 1 && ahead('PERSON')) return 'PERSON';
  return where && ahead('PLACE') ? 'PLACE' : undefined;
}

function decide(scores: Float64Array, count: number, lead: number): (typeof CLASSES)[number] | undefined {
  // What keeps coming back is rather a name.
  scores[0] = (scores[0] ?? 0) - count * Math.min(MOST_REPEATED, Math.log2(count));
  let best = 0;
  for (let c = 1; c < scores.length; c++) if ((scores[c] ?? 0) > (scores[best] ?? 0)) best = c;
  let next = -Infinity;
  for (let c = 0; c < scores.length; c++) if (c !== best) next = Math.max(next, scores[c] ?? 0);
  return ((scores[best] ?? 0) - next) / count >= lead ? CLASSES[best] : undefined;
}

/** What rules have left of a longer run is no name of its own. */
const isRemnant = (doc: Document, { from, to }: Span, taken: Uint8Array): boolean =>
  (joinsAt(doc, from) && from > 0 && taken[from - 1] === 1 && is(doc, from - 1, KIND.inName)) ||
  (joinsAt(doc, to) && taken[to] === 1 && is(doc, to, KIND.inName)) ||
  (gapAt(doc, to) & GAP.hyphen) !== 0 ||
  (gapAt(doc, from) & GAP.hyphen) !== 0;

const GENERIC =
  KIND.head | KIND.strongHead | KIND.placeHead | KIND.role | KIND.title | KIND.plain | KIND.common | KIND.verb;
const PEOPLES = /(?:ans|ists|ers|ites|ians)$/;

/** Numbers of cases, rooms and postcodes; markets; one word that is a plain one or means a kind of people. */
function isUnfit(doc: Document, { from, to }: Span): boolean {
  const key = keyAt(doc, from);
  // “Jane Doe, DNP, RN”: letters after a name.
  if (to - from === 1 && gapAt(doc, from) === GAP.comma && isPostNominal(doc, from)) return true;
  if (to - from === 1 && (EXCHANGES.has(key) || is(doc, from, GENERIC) || PEOPLES.test(key))) return true;
  for (let at = from; at < to; at++) if (/\d/.test(keyAt(doc, at))) return true;
  return false;
}

function isFree({ from, to }: Span, taken: Uint8Array): boolean {
  for (let at = from; at < to; at++) if (taken[at] === 1) return false;
  return true;
}
