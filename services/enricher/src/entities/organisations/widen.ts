import { type Document, is, joinsAt, keyAt, keysOf, type Run, STYLE } from '../../document.ts';
import { KIND } from '../../lexicon.ts';
import { type Claim, WEIGHT } from '../claim.ts';
import { likeliest } from '../model/likeliest.ts';
import { MAX_SPAN } from '../model/spans.ts';

/** Words that go on with a place or nationality without making a longer name of it. */
const APART =
  KIND.title |
  KIND.role |
  KIND.verb |
  KIND.firstName |
  KIND.head |
  KIND.strongHead |
  KIND.legalForm |
  KIND.placeHead |
  KIND.instrumentHead |
  KIND.productHead |
  KIND.acronym |
  KIND.digits |
  KIND.common;

/**
 * “Paris Europlace”, “European Gymnastics”: where a place or nationality of the lists begins a longer run of
 * capitalised words inside a sentence, the run is the name. Takes the listed claim away and gives the longer one, of the
 * type that the model holds for likeliest. Runs of plain words must come back to be believed.
 */
export function widen(doc: Document, standing: readonly Claim[], taken: Uint8Array): Claim[] {
  const wide = new Map<Claim, Claim>();
  const counts = new Map<string, number>();
  const found: { claim: Claim; run: Run; key: string; plain: boolean }[] = [];
  for (const claim of standing) {
    const run = longer(doc, claim, taken);
    if (run === undefined) continue;
    const key = keysOf(doc, run.from, run.to);
    let plain = true;
    for (let at = claim.to; at < run.to; at++) if (!is(doc, at, KIND.plain)) plain = false;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    found.push({ claim, run, key, plain });
  }
  for (const { claim, run, key, plain } of found) {
    if (plain && (counts.get(key) ?? 0) < 2) continue;
    const guess = likeliest(doc, run);
    const type =
      guess === undefined || (guess === 'PLACE' && !/^(?:in|near|across)$/.test(keyAt(doc, run.from - 1)))
        ? 'ORG'
        : guess;
    wide.set(claim, { ...run, type, by: 'name-widened', weight: WEIGHT.context, spreads: true });
    taken.fill(1, run.from, run.to);
  }
  return standing.map((claim) => wide.get(claim) ?? claim);
}

function longer(doc: Document, claim: Claim, taken: Uint8Array): Run | undefined {
  if ((claim.type !== 'PLACE' && claim.type !== 'DEMONYM') || claim.entries === undefined) return undefined;
  if (doc.styles[claim.from] !== STYLE.prose) return undefined;
  let to = claim.to;
  while (to < claim.to + 3 && is(doc, to, KIND.capital) && joinsAt(doc, to) && taken[to] !== 1) {
    if (is(doc, to, APART)) return undefined;
    to++;
  }
  const goesOn = is(doc, to, KIND.inName) && joinsAt(doc, to);
  if (to === claim.to || goesOn || to - claim.from > MAX_SPAN) return undefined;
  return { from: claim.from, to };
}
