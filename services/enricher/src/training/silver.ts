import type { Snapshot } from '@presswatch/gazetteer';
import { type Document, is, keysOf } from '../document.ts';
import type { Claim } from '../entities/claim.ts';
import { claimByRules } from '../entities/find-entities.ts';
import { CLASSES, type NameClass } from '../entities/model/classes.ts';
import { type Span, spansOf } from '../entities/model/spans.ts';
import { KIND } from '../lexicon.ts';

/** A span with what it is taken to be: an index into CLASSES. */
export interface Example {
  readonly span: Span;
  readonly label: number;
  /** Of 1: how sure the label is. */
  readonly weight: number;
}

/** Rules whose word alone is not taken: what they guess must not be learnt from. */
const GUESSED =
  /^(?:organisation-(?:brand-name|acronym-name|repeated-name|enumerated|announces)|product-(?:quoted|named|called)|name-model|short-form|head-noun|place-before-place)$/;

/**
 * Labels the spans of a text from what the sure rules find in it: a name found once by a sure rule is the same thing
 * wherever it stands in the text, so that the model learns from its other places (M. Collins, Y. Singer, Unsupervised
 * models for named entity classification, EMNLP 1999). Spans of plain words that nothing claims are no names.
 */
export function silverExamples(doc: Document, snapshot: Snapshot, issuer: string | undefined): Example[] {
  const { standing, taken } = claimByRules(doc, snapshot, issuer, { guess: false });
  const byKey = labelsOf(doc, standing);
  const examples: Example[] = [];
  for (const span of spansOf(doc)) {
    const label = byKey.get(keysOf(doc, span.from, span.to));
    if (label !== undefined) examples.push({ span, label, weight: 1 });
    else if (isPlain(doc, span, taken)) examples.push({ span, label: 0, weight: 1 });
    else if (isFree(span, taken)) examples.push({ span, label: 0, weight: UNCLAIMED });
  }
  return examples;
}

function labelsOf(doc: Document, claims: readonly Claim[]): Map<string, number> {
  const labels = new Map<string, number>();
  for (const claim of claims) {
    if (GUESSED.test(claim.by)) continue;
    const label = CLASSES.indexOf(claim.type as NameClass);
    if (label > 0) labels.set(keysOf(doc, claim.from, claim.to), label);
  }
  return labels;
}

/** What no rule claims is more often no name than one. */
const UNCLAIMED = 0.15;

function isFree({ from, to }: Span, taken: Uint8Array): boolean {
  for (let at = from; at < to; at++) if (taken[at] === 1) return false;
  return true;
}

function isPlain(doc: Document, { from, to }: Span, taken: Uint8Array): boolean {
  for (let at = from; at < to; at++) {
    if (taken[at] === 1 || !is(doc, at, KIND.plain | KIND.common | KIND.role | KIND.title)) return false;
  }
  return true;
}

/** A name as annotated by hand, in UTF-16 units of the text. */
export interface Annotated {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

/** Labels the spans of a text annotated by hand: those that are a name, and those that touch none. */
export function goldExamples(doc: Document, names: readonly Annotated[]): Example[] {
  const examples: Example[] = [];
  for (const span of spansOf(doc)) {
    const start = doc.tokens[span.from]?.start ?? 0;
    const end = doc.tokens[span.to - 1]?.end ?? 0;
    const touching = names.filter((name) => name.start < end && name.end > start);
    const [only] = touching;
    if (only === undefined) examples.push({ span, label: 0, weight: 1 });
    else if (only.start <= start && start - only.start <= 4 && only.end >= end && only.end - end <= 2) {
      const label = CLASSES.indexOf((only.type === 'MISC' ? 'PRODUCT' : only.type) as NameClass);
      if (label > 0 && touching.length === 1) examples.push({ span, label, weight: 1 });
    }
  }
  return examples;
}
