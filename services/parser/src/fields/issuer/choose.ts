import type { Found } from '../../draft.ts';
import { cut, fold } from '../../text/fold.ts';
import { isCityOrRegion } from '../dateline/places.ts';
import { isWire } from '../wires.ts';
import { canName, issuing } from './issuing.ts';
import { cleanName, initialsOf, looksPerson, nameKey } from './name.ts';
import { personIn } from './person.ts';

/** A name for the issuer with where it was read and how much that weighs. */
export interface Candidate extends Found {
  readonly weight: number;
  /** Metadata name it as such: it needs no more where nothing else is found. */
  readonly stated?: boolean;
  /** Its short form, where the text gives one. */
  readonly short?: string;
}

/** A candidate with what became of it. */
export interface Judged {
  readonly name: string;
  readonly from: string;
  readonly why: string;
}

export interface Choice {
  readonly issuer?: { readonly name: string; readonly from: string };
  /** Those that were not chosen, best first; only where an explanation is asked for. */
  readonly passed: readonly Judged[];
  /** So heavy, and so far before the next, that lighter evidence changes nothing. */
  readonly settled?: boolean;
}

/** What else of the release speaks for a name. */
export interface Corroboration {
  readonly title: string;
  /** The beginning of the body. */
  readonly text: string;
  /** The telling labels of the e-mail and web addresses that the contacts give, in lower case. */
  readonly domains: readonly string[];
  readonly explain: boolean;
}

interface Group {
  readonly keys: Set<string>;
  readonly members: Candidate[];
  /** Undefined until weighed with all its members. */
  score: number | undefined;
}

const NAME_MOST = 300;
/** A name that weighs less than this is no more than the first words of something. */
const LEAST = 2;
const DOMAIN = 2;
const TITLE_BEGINS = 2;
const TITLE_NAMES = 0.8;
const OFTEN = 1;
const SETTLED = 5.5;
const AHEAD = 2.5;
const AGAIN = 0.4;
/** Title and first sentence speak of the same. */
const AGREED = 0.8;

/** Candidates as put together so far; more may follow. */
export interface Weighing {
  readonly beside: Corroboration;
  readonly groups: Group[];
}

export const weighing = (beside: Corroboration): Weighing => ({ beside, groups: [] });

/** Puts more candidates to those that are spellings of the same name: legal suffix, short form, initials. */
export function weigh({ beside, groups }: Weighing, candidates: readonly Candidate[]): void {
  for (const candidate of candidates) {
    const name = nameOf(candidate);
    if (name.length < 2 || !/\p{L}/u.test(name) || isPlaceName(name) || !canName(name)) continue;
    if (READ.has(candidate.from) && (isCommonNoun(name, beside.text) || isCalled(name, beside.text))) continue;
    const member = { ...candidate, text: name };
    const group = groups.find((one) => isSame(one, member));
    if (group) join(group, member);
    else groups.push({ keys: keysOf(member), members: [member], score: undefined });
  }
}

/**
 * Chooses the issuer by evidence: each kind of evidence counts once for a name, the title, the addresses and repetition
 * speak for it, and the heaviest group of names wins; within it the name of the best evidence.
 */
export function chooseIssuer({ beside, groups }: Weighing): Choice {
  const ranked = groups.map((group) => ({ group, score: scored(group, beside) })).sort((a, b) => b.score - a.score);
  const heaviest = ranked[0] !== undefined && ranked[0].score >= LEAST ? ranked[0] : undefined;
  const best =
    heaviest ?? ranked.find(({ score, group }) => score > 0 && group.members.some((member) => member.stated));
  const others = beside.explain ? ranked.filter((one) => one !== best) : [];
  const passed = others.map(({ group, score }) => judged(group.members, score, best?.score));
  if (!best) return { passed };
  const { text, from } = bestNamed(best.group);
  const settled = best.score >= SETTLED && best.score - (ranked[1]?.score ?? 0) >= AHEAD;
  return { issuer: { name: text, from }, passed, settled };
}

function scored(group: Group, beside: Corroboration): number {
  group.score ??= scoreOf(group, beside);
  return group.score;
}

function nameOf({ text }: Candidate): string {
  const clean = cleanName(fold(text));
  const name = issuing(clean);
  return cut(name === clean ? clean : cleanName(name), NAME_MOST);
}

/** Where any word may have a capital. */
const READ = new Set(['first sentence', 'title']);

/** A word with a capital, or several, that the text has without one, too, and hardly ever with one within a sentence. */
function isCommonNoun(name: string, text: string): boolean {
  const word = name.slice(name.lastIndexOf(' ') + 1);
  if (!/^\p{Lu}\p{Ll}+$/u.test(word)) return false;
  const small = name.slice(0, name.length - word.length) + word.toLowerCase();
  for (let at = text.indexOf(small); at >= 0; at = text.indexOf(small, at + small.length)) {
    const bare = !/[\p{L}@./-]/u.test(text.charAt(at - 1)) && !/[\p{L}@]/u.test(text.charAt(at + small.length));
    if (bare) return !(name.includes(' ') ? isTwice(name, text) : isRepeated(name, text));
  }
  return false;
}

const CALLED =
  /\b(?:Senator|Sen\.|Mr\.?|Ms\.?|Mrs\.?|Dr\.?|Minister|Governor|Gov\.|Mayor|Attorney|Sheriff|Professor|Judge|Justice|Congress(?:man|woman)|Rep\.)\s$/u;

/** A surname by itself: the text calls it `Senator Poe`. */
function isCalled(name: string, text: string): boolean {
  if (name.includes(' ')) return false;
  let times = 0;
  for (let at = text.indexOf(name); at >= 0 && times++ < 6; at = text.indexOf(name, at + name.length)) {
    if (CALLED.test(text.slice(Math.max(0, at - 14), at))) return true;
  }
  return false;
}

const isPlaceName = (name: string): boolean => name.length < 30 && isCityOrRegion(name);

function judged(members: readonly Candidate[], score: number, best: number | undefined): Judged {
  const from = [...new Set(members.map((member) => member.from))].join(', ');
  const weighs = `weighs ${score.toFixed(1)}`;
  const why = score === 0 ? 'passes releases on' : `${weighs}, less than ${(best ?? LEAST).toFixed(1)}`;
  return { name: members[0]?.text ?? '', from, why };
}

function keysOf({ text, short }: Candidate): Set<string> {
  const keys = new Set([nameKey(text)]);
  if (short !== undefined) keys.add(nameKey(short));
  return keys;
}

function join(group: Group, member: Candidate): void {
  group.score = undefined;
  group.members.push(member);
  for (const key of keysOf(member)) group.keys.add(key);
}

/** Equal, one the other's beginning at a word's end, or its initials. */
function isSame(group: Group, member: Candidate): boolean {
  for (const key of keysOf(member)) if (group.keys.has(key)) return true;
  return group.members.some(({ text }) => isShortOf(text, member.text) || isShortOf(member.text, text));
}

/** `Ministry of Water of Norland`, of which the text says `Norland`. */
const OF = [' of ', ' of the ', ' de ', ' du ', ' del ', ' der ', ' von ', ' di '];

function isShortOf(short: string, long: string): boolean {
  const [a, b] = [short.toLowerCase(), long.toLowerCase()];
  if (a.length >= 3 && (b.startsWith(`${a} `) || OF.some((of) => b.endsWith(`${of}${a}`)))) return true;
  return /^\p{Lu}{2,8}$/u.test(short) && initialsOf(long) === short;
}

function scoreOf(group: Group, beside: Corroboration): number {
  const { members } = group;
  if (members.some((member) => isWire(member.text)) && !members.some(({ from }) => OWN.has(from))) return 0;
  const weights = new Map<string, number>();
  for (const { from, weight } of members) weights.set(from, Math.max(weight, weights.get(from) ?? 0));
  let score = 0;
  for (const weight of weights.values()) score += weight;
  if (!OWN_OF_PERSON.some((from) => weights.has(from)) && members.every((member) => looksPerson(member.text))) {
    const { person, maker } = personIn(members[0]?.text ?? '', beside.text);
    if (person && !maker) return score / 3;
    if (maker) score += MAKER;
  }
  return score + corroborated(group, weights, beside);
}

/** What addresses, title and repetition add. */
function corroborated({ members, keys }: Group, weights: ReadonlyMap<string, number>, beside: Corroboration): number {
  const { title, text, domains } = beside;
  const agency = members.every(({ from }) => from === 'agency');
  const addressed = () =>
    [...keys].some((key) => isDomain(key, domains)) || members.some((member) => isDomainOfFirst(member.text, domains));
  let score = !agency && addressed() ? DOMAIN : 0;
  if (!weights.has('title')) score += Math.max(...members.map((member) => inTitle(member.text, title)));
  else if (weights.has('first sentence') && members.some((member) => member.text.includes(' '))) score += AGREED;
  if (members.some((member) => isRepeated(member.text, text))) return score + OFTEN;
  return score + (members.some((member) => isTwice(member.text, text)) ? AGAIN : 0);
}

/** Who makes books or songs issues releases in the own name. */
const MAKER = 1;
const OWN_OF_PERSON = ['stamp', 'source', 'contact', 'source line', 'byline'];

const isDomain = (key: string, domains: readonly string[]): boolean =>
  key.length >= 3 && domains.some((domain) => domain.includes(key) || (domain.length > 3 && key.startsWith(domain)));

/** `Acme UK` at `acmegroup.example`: its first word is the address's. */
function isDomainOfFirst(name: string, domains: readonly string[]): boolean {
  const word = /^[\p{L}\p{N}]{5,}(?=\s)/u.exec(name)?.[0].toLowerCase();
  return word !== undefined && domains.some((domain) => domain.startsWith(word));
}

function inTitle(name: string, title: string): number {
  const at = title.toLowerCase().indexOf(name.toLowerCase());
  if (at < 0 || /^[\p{L}\p{N}]/u.test(title.slice(at + name.length))) return 0;
  if (at === 0 || /^the\s$/i.test(title.slice(0, at))) return TITLE_BEGINS;
  return name.includes(' ') ? TITLE_NAMES : 0;
}

/** Whether a text has a name twice within its sentences: at their beginning any word has a capital. */
function isRepeated(name: string, text: string): boolean {
  let times = 0;
  for (let at = text.indexOf(name, 1); at > 0 && times < 2; at = text.indexOf(name, at + name.length)) {
    const within = /[\p{L},;]['’s]{0,2}\s$/u.test(text.slice(Math.max(0, at - 3), at));
    if (within && !/^[\p{L}\p{N}]/u.test(text.slice(at + name.length, at + name.length + 1))) times++;
  }
  return times === 2;
}

/** Wherever in the sentence. */
function isTwice(name: string, text: string): boolean {
  const first = text.indexOf(name);
  return first >= 0 && text.includes(name, first + name.length);
}

/** What a distributor does not have in the releases of others. */
const OWN = new Set(['stamp', 'source', 'contact', 'about heading', 'source line', 'byline']);
/** Where full names stand. */
const FULL = new Set(['first sentence', 'opening', 'about heading', 'source line', 'contact', 'byline', 'prosecution']);

/** The name of the best evidence; a bare abbreviation or short form gives way to the full name that stands beside it. */
function bestNamed({ members }: Group): Candidate {
  const [first, ...rest] = members.toSorted((a, b) => b.weight - a.weight);
  const best = first as Candidate;
  const fuller = ({ from, text, stated }: Candidate): boolean =>
    (stated === true || FULL.has(from)) &&
    text.length > best.text.length &&
    text.length < 100 &&
    isShortOf(best.text, text);
  return rest.find(fuller) ?? best;
}
