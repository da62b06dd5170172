import { type Alias, GAP, lookUp, type Snapshot } from '@presswatch/gazetteer';
import { type Document, gapAt, is, keyAt } from '../../document.ts';
import { KIND } from '../../lexicon.ts';
import type { Claim } from '../claim.ts';

const TIED = new Set(['ORG', 'PLACE', 'PRODUCT']);

/**
 * Ties what other rules have found to the things of the lists that are called so: doubtful names (Target, Reading) among
 * them, because that they are a name, and of what, is settled. Its type stays, and where it ends, but for the possessive
 * that belongs to a name such as Macy’s.
 */
export const tieToLists = (doc: Document, snapshot: Snapshot, claims: readonly Claim[]): Claim[] =>
  claims.map((claim) => {
    if (claim.entries !== undefined || claim.same !== undefined || !TIED.has(claim.type)) return claim;
    const aliases = called(doc, snapshot, claim);
    if (aliases.length === 0) return claim;
    const entries = [...new Set(aliases.map(({ entry }) => entry))].sort((a, b) => (a.id < b.id ? -1 : 1));
    const owning = (gapAt(doc, claim.to) & GAP.possessive) !== 0 && aliases.every(({ possessive }) => possessive);
    return owning ? { ...claim, entries, possessive: true } : { ...claim, entries };
  });

function called(doc: Document, snapshot: Snapshot, claim: Claim): readonly Alias[] {
  const from = keyAt(doc, claim.from) === 'the' ? claim.from + 1 : claim.from;
  const whole = aliasesOf(doc, snapshot, claim, from, claim.to);
  if (whole.length > 0 || claim.type !== 'ORG' || !is(doc, claim.to - 1, KIND.legalForm)) return whole;
  return aliasesOf(doc, snapshot, claim, from, claim.to - 1);
}

const aliasesOf = (doc: Document, snapshot: Snapshot, claim: Claim, from: number, to: number): readonly Alias[] =>
  lookUp(snapshot, doc.tokens, from, to).filter(({ entry }) => entry.type === claim.type);
