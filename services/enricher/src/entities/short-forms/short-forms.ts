import {
  addTokens,
  emptyTrie,
  type GazetteerEntry,
  joins,
  longestMatch,
  type Snapshot,
  type Token,
} from '@presswatch/gazetteer';
import { type Document, inAddress, is, keyAt, STYLE } from '../../document.ts';
import { isKind, KIND, type KnownWord } from '../../lexicon.ts';
import { sameKey } from '../brackets/brackets.ts';
import { type Claim, WEIGHT } from '../claim.ts';

/** The words of a form, and whether it is the whole name. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly full: boolean;
}

/** A way of writing something that the release has named in full. */
interface Form extends Stretch {
  readonly claim: Claim;
  readonly same: string;
}

/** Finds again, where nothing stands yet, what the release has named: full names, family names, names without their legal form. */
export function claimShortForms(doc: Document, standing: readonly Claim[], taken: Uint8Array): Claim[] {
  const trie = emptyTrie<Form>();
  // Of first words, the low bits of their hashes: most words need no look-up.
  const maybe = new Uint8Array(256);
  for (const form of latestForms(doc, standing)) {
    addTokens(trie, doc.tokens, form.from, form.to, form);
    maybe[(doc.hashes[form.from] ?? 0) & 255] = 1;
  }
  if (trie.next === undefined) return [];
  const fitting = (forms: readonly Form[], from: number, to: number) => pick(doc, forms, from, to, taken);
  const claims: Claim[] = [];
  let end = 0;
  for (const at of doc.marked) {
    if (at < end || taken[at] === 1 || maybe[(doc.hashes[at] ?? 0) & 255] !== 1 || !is(doc, at, KIND.marked)) continue;
    const match = longestMatch(trie, doc.tokens, at, fitting);
    if (match === undefined) continue;
    const { claim, same, full } = match.value;
    const whole = keyAt(doc, match.to - 1) === keyAt(doc, claim.to - 1);
    claims.push({
      ...claim,
      from: at,
      to: match.to,
      by: full ? claim.by : 'short-form',
      weight: WEIGHT.rule,
      same,
      dot: claim.dot === true && whole,
    });
    end = match.to;
  }
  return claims;
}

/** One form for each way of writing: a full name before a short one, the latest short one before earlier ones. */
function latestForms(doc: Document, standing: readonly Claim[]): Iterable<Form> {
  const forms = new Map<string, Form>();
  for (const claim of standing) {
    if (claim.spreads !== true) continue;
    const same = sameKey(doc, claim);
    for (const { from, to, full } of formsOf(doc, claim)) {
      const text = doc.text.slice(doc.tokens[from]?.start, doc.tokens[to - 1]?.end);
      const known = forms.get(text);
      // A company called after a person is meant less often by the family name alone.
      const named = known?.claim.type === 'PERSON' && claim.type === 'ORG' && !full;
      if (known?.full !== true && !named) forms.set(text, { claim, same, from, to, full });
    }
  }
  return forms.values();
}

function pick(doc: Document, forms: readonly Form[], from: number, to: number, taken: Uint8Array): Form | undefined {
  for (let i = from; i < to; i++) {
    const token = doc.tokens[i];
    if (taken[i] === 1 || token === undefined) return undefined;
    if (!token.capital && (i === from || i === to - 1) && !isKind(token, KIND.marked)) return undefined;
  }
  const alone = to - from === 1;
  const upper = doc.styles[from] === STYLE.upper;
  const plain =
    alone && is(doc, from, KIND.common | KIND.plain) && (doc.opens[from] === 1 || doc.styles[from] !== STYLE.prose);
  if (plain && !upper) return undefined;
  const last = forms.at(-1);
  const partial = last?.claim.type === 'PERSON' || (last?.claim.type === 'ORG' && !forms.some((form) => form.full));
  if (alone && ((partial && goesOn(doc, from)) || inAddress(doc.text, doc.tokens[from]))) return undefined;
  return forms.find((form) => form.full) ?? forms.at(-1);
}

/** A family name in the middle of another name is another person: “Smith” in “Jane Smith”. */
function goesOn(doc: Document, at: number): boolean {
  const before = doc.tokens[at - 1];
  const token = doc.tokens[at];
  if (before === undefined || token === undefined || doc.styles[at] !== STYLE.prose) return false;
  const plain = KIND.common | KIND.plain | KIND.title | KIND.role | KIND.head | KIND.verb;
  const after = doc.tokens[at + 1];
  if (joins(token) && before.capital && doc.opens[at - 1] !== 1 && !isKind(before, plain)) return true;
  if (joins(token) && before.capital && isKind(before, KIND.firstName)) return true;
  const apart = KIND.common | KIND.title | KIND.role | KIND.verb | KIND.productHead | KIND.legalForm | KIND.head;
  return after?.gap === 0 && after.capital && !after.upper && !isKind(after, apart);
}

function formsOf(doc: Document, claim: Claim): Stretch[] {
  const forms: Stretch[] = [{ from: claim.from, to: claim.to, full: true }];
  if (claim.to - claim.from < 2) return forms;
  if (claim.type === 'PERSON') forms.push(...personForms(doc, claim));
  if (claim.type === 'ORG') forms.push(...organisationForms(doc, claim));
  return forms;
}

/** The family name, and the given name alone. */
function personForms(doc: Document, claim: Claim): Stretch[] {
  const forms: Stretch[] = [];
  const surname = claim.entries?.[0]?.surname;
  if (surname !== undefined) {
    for (let i = claim.from; i < claim.to; i++)
      if (keyAt(doc, i) === surname) forms.push({ from: i, to: i + 1, full: false });
    return forms;
  }
  let last = claim.to - 1;
  if (/^(?:jr|sr|ii|iii|iv)$/.test(keyAt(doc, last))) {
    forms.push({ from: claim.from, to: last, full: true });
    last--;
  }
  // Of two family names the first is the one used.
  if (last - claim.from > 1 && doc.styles[claim.from] === STYLE.foreign && keyAt(doc, last - 1).length > 3)
    forms.push({ from: last - 1, to: last, full: false });
  if (keyAt(doc, last).length > 2) forms.push({ from: last, to: last + 1, full: false });
  const given = doc.tokens[claim.from];
  if (given !== undefined && given.key.length > 2 && !isKind(given, KIND.title) && !isKind(given, KIND.common)) {
    forms.push({ from: claim.from, to: claim.from + 1, full: false });
  }
  return forms;
}

/** Without the legal form; without the last word where what is left is no plain word; the first word alone. */
function organisationForms(doc: Document, claim: Claim): Stretch[] {
  const forms: Stretch[] = [];
  let to = claim.to;
  if (is(doc, to - 1, KIND.legalForm)) {
    to--;
    if (to > claim.from && (to - claim.from > 1 || !is(doc, claim.from, KIND.common))) {
      forms.push({ from: claim.from, to, full: true });
    }
    const first = doc.tokens[claim.from];
    if (to - claim.from > 1 && first !== undefined && first.key.length > 3 && isRare(first))
      forms.push({ from: claim.from, to: claim.from + 1, full: false });
  }
  const headed = to - claim.from >= 2 && is(doc, to - 1, KIND.head) && !is(doc, to - 1, KIND.strongHead);
  if (headed) {
    const rest = to - 1;
    if (rest - claim.from > 1) forms.push({ from: claim.from, to: rest, full: false });
    const first = doc.tokens[claim.from];
    const telling =
      first !== undefined && first.key.length > 2 && !isKind(first, KIND.common | KIND.plain | KIND.firstName);
    if (telling && claim.entries === undefined) forms.push({ from: claim.from, to: claim.from + 1, full: false });
  }
  return forms;
}

/** No list knows a use of the word. */
const isRare = (token: Token<KnownWord>): boolean =>
  !isKind(token, KIND.common | KIND.plain | KIND.firstName | KIND.opensName | KIND.title | KIND.role | KIND.head);

/** Heads by which an organisation is called after its full name: “this Council”, “the Panel”. */
const CALLED = new Set(
  'council panel commission committee agency authority company bank board tribunal court assembly ministry department team foundation institute association union office society parliament university fund group secretariat bureau federation alliance trust corporation party'.split(
    ' ',
  ),
);
const POINTERS = new Set(['the', 'this', 'our', 'that']);

/** “the Council”, “this Council”: the last organisation named in full that has this head; else the only one that follows. */
export function claimHeadNouns(doc: Document, standing: readonly Claim[], taken: Uint8Array): Claim[] {
  const claims: Claim[] = [];
  const last = new Map<string, Claim>();
  let next = 0;
  for (const at of doc.marked) {
    while (next < standing.length && (standing[next]?.from ?? 0) <= at) {
      const claim = standing[next];
      if (claim !== undefined && claim.type === 'ORG') remember(doc, claim, last);
      next++;
    }
    if (taken[at] === 1 || !is(doc, at, KIND.capital)) continue;
    const key = keyAt(doc, at);
    if (!CALLED.has(key)) continue;
    if (!isPointedAt(doc, at)) continue;
    const meant = last.get(key);
    if (meant === undefined) continue;
    claims.push({
      ...meant,
      from: at,
      to: at + 1,
      by: 'head-noun',
      dot: false,
      same: sameKey(doc, meant),
      spreads: false,
    });
  }
  return claims;
}

function isPointedAt(doc: Document, at: number): boolean {
  const token = doc.tokens[at];
  const before = doc.tokens[at - 1];
  if (doc.styles[at] !== STYLE.prose) return false;
  if (token === undefined || before === undefined || !POINTERS.has(before.key) || !joins(token)) return false;
  const after = doc.tokens[at + 1];
  return after === undefined || !after.capital || !joins(after);
}

function remember(doc: Document, claim: Claim, last: Map<string, Claim>): void {
  const names = [lastOf(doc, claim), ...(claim.entries ?? []).map((entry) => headOf(entry))];
  for (const head of names) if (CALLED.has(head)) last.set(head, claim);
}

/** The head: the word before “of” or “for”, else the last. */
function lastOf(doc: Document, claim: Claim): string {
  if (claim.to - claim.from < 2) return '';
  for (let i = claim.from + 1; i < claim.to; i++) {
    if (/^(?:of|for|on)$/.test(keyAt(doc, i))) return keyAt(doc, i - 1);
  }
  return keyAt(doc, claim.to - 1);
}

const heads = new WeakMap<GazetteerEntry, string>();

function headOf(entry: GazetteerEntry): string {
  const known = heads.get(entry);
  if (known !== undefined) return known;
  const words = entry.name.toLowerCase().split(' ');
  const link = words.findIndex((word) => /^(?:of|for|on)$/.test(word));
  const head = (link > 0 ? words[link - 1] : words.at(-1)) ?? '';
  heads.set(entry, head);
  return head;
}

/** “President Putin”: the one known person of that family name whose office the title is. */
export function knownPerson(
  doc: Document,
  claim: Claim,
  snapshot: Snapshot,
  title: string,
): GazetteerEntry | undefined {
  if (claim.to - claim.from > 2 || title === '') return undefined;
  const words: string[] = [];
  for (let i = claim.from; i < claim.to; i++) words.push(keyAt(doc, i));
  const people = snapshot.surnames.get(words.join(' ')) ?? [];
  const fitting = people.filter((entry) => entry.titles.has(title));
  return fitting.length === 1 ? fitting[0] : undefined;
}
