import type { Block, Contact } from '@presswatch/events';
import type { Byline, FoundDateline } from '../dateline/find.ts';
import { JOINS, looksOrganisation, looksPerson, nameAt } from './name.ts';

/** What the issuer is read from, besides the draft. */
export interface Evidence {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly abouts: readonly { readonly name: string }[];
  readonly dateline?: FoundDateline | undefined;
  readonly byline?: Byline | undefined;
  readonly contacts: readonly Contact[];
}

const OFFICER =
  /\b(?:CEO|CFO|COO|CTO|CMO|[Pp]resident|[Ff]ounder|[Cc]o-[Ff]ounder|[Oo]wner|[Cc]hair(?:man|woman|person)?|[Dd]irector|[Oo]fficer|[Mm]anager|[Ss]pokes(?:man|woman|person)|[Hh]ead|[Pp]rosecutor|[Cc]urator|[Pp]rofessor|[Cc]ommissioner|[Ss]ecretary-[Gg]eneral|[Gg]eneral [Ss]ecretary|[Dd]ean|[Cc]hief|[Rr]esearcher|[Ee]conomist|[Ee]xecutive|[Ll]ead|[Ss]cientist|vd|adm\. dir\.|consejer[oa] delegad[oa]|président[e]?-direct(?:eur|rice) général[e]?|président[e]?|presidente|portavoz|[Pp]ressesprecher(?:in)?|Vorsitzender?|Sprecher(?:in)?|Geschäftsführer(?:in)?|Vorstand|PDG|directeur|directora?|direttore) (?:of|at|for|von|bei|der|des|de|di|du|del|för|van) (?:the |la |los )?(?=[\p{Lu}\d])/gu;
const OPENING = 100;
const MOST = 6;
const BLOCKS = 20;

/** Organisations whose officers the text quotes: `said Jim Poe, CEO of Acme`. The same one again counts again. */
export function quotedOrganisations(blocks: readonly Block[]): string[] {
  const names: string[] = [];
  let news = 0;
  for (const { text, part } of blocks.slice(0, BLOCKS)) {
    if (part !== undefined || names.length >= MOST) continue;
    const quoted = QUOTED.test(text);
    // Who speaks stands beside what is said; the first paragraph tells whose news it is.
    if (!quoted && (text.length < OPENING || ++news > 1)) continue;
    const beside = names.length < 2 ? ofWhom(text) : undefined;
    if (beside !== undefined) names.push(beside);
    takeOfficers(text, quoted, names);
  }
  return names;
}

/** `, founder and`: what leads to the role where nobody is quoted. */
const APPOSED = /, [\p{L} -]{0,25}$/u;

function takeOfficers(text: string, quoted: boolean, names: string[]): void {
  OFFICER.lastIndex = 0;
  for (let match = OFFICER.exec(text); match && names.length < MOST; match = OFFICER.exec(text)) {
    if (!quoted && !APPOSED.test(text.slice(Math.max(0, match.index - 28), match.index))) continue;
    const found = nameAt(text, match.index + match[0].length);
    if (found && !looksPerson(found.name)) names.push(found.name);
  }
}

const QUOTED = /[“"„«»”]|\b(?:said|says|added)[:,]/u;
const SAYS = String.raw`(?=\p{Lu}[^“”".]{2,80}?,? (?:said|says|added|explained)\b)`;
/** Where an organisation stands beside who speaks for it, the surest first. */
const SPEAKERS: readonly RegExp[] = [
  // Jane Poe, Rivers Watch’s Director for Africa
  /, (?=(?:\p{Lu}[\p{L}&.-]{0,40}\s){0,5}\p{Lu}[\p{L}&.-]{0,40}['’]s? (?:[\p{L}-]{1,30} ){0,3}(?:[Dd]irector|CEO|[Cc]hief|[Pp]resident|[Hh]ead|[Cc]hair|[Ss]pokes|[Mm]anager|[Ss]ecretary))/u,
  // Sergeant Tom Roe, of Harbour Police, said
  new RegExp(String.raw`(?<!\p{L})\p{Lu}[\p{L}'’-]{1,40},? (?:of|from) (?:the )?${SAYS}`, 'u'),
  // Ann Poe, chief investigator at the Fraud Office, said
  new RegExp(String.raw`, (?:[\p{L}'’-]{1,30} ){1,7}(?:at|for|with|bei) (?:the )?${SAYS}`, 'u'),
  new RegExp(String.raw`, (?:[\p{L}'’-]{1,30} ){1,7}of (?:the )?${SAYS}`, 'u'),
  // said Ann Poe, who runs the mill at Acme
  /\b(?:said|says) (?:\p{Lu}[\p{L}.'’-]{0,30},? ){1,5}(?:[\p{L}'’-]{1,30} ){1,8}(?:at|for|with) (?:the )?(?=\p{Lu})/u,
];
const SPEAKING = /\b(?:said|says|added|explained)\b|['’]s? /u;

function ofWhom(text: string): string | undefined {
  const head = text.slice(0, 900);
  if (!SPEAKING.test(head)) return undefined;
  for (const speaker of SPEAKERS) {
    const match = speaker.exec(head);
    const found = match ? nameAt(head, match.index + match[0].length) : undefined;
    if (found) return found.name;
  }
  return undefined;
}

const BYLINE = /^(?:by|von|par|por|di|door|av|written by|source:?)\s(\p{Lu}[^|]{2,80})$/iu;

/** Who a line under the title says wrote the release, if that is an organisation: `By Meg Poe, Acme News`. */
export function bylineOrganisation(blocks: readonly Block[]): string | undefined {
  for (const { text } of blocks.slice(0, 5)) {
    if (text.length > 90) continue;
    const name = BYLINE.exec(text)?.[1];
    if (name === undefined) continue;
    const parts = name.split(/,\s|\s[|–—-]\s/u);
    const organisation = parts.slice(1).find((part) => !looksPerson(part) && /^\p{Lu}/u.test(part));
    return organisation ?? (looksPerson(name) || parts.length > 1 ? undefined : name);
  }
  return undefined;
}

const SOURCE =
  /^(?:SOURCE|QUELLE|FUENTE|FONTE)\s?:?\s(?=["“]?[\p{Lu}\d])(.{2,100})$|^(?:Source|Quelle|Fuente|Fonte)\s?:\s(?=["“]?[\p{Lu}\d])(.{2,100})$/u;

/** Whom a line `SOURCE Acme Corp` names. */
export function sourceOf(text: string): string | undefined {
  if (text.length > 112 || !/^[SQF]/.test(text)) return undefined;
  const match = SOURCE.exec(text);
  const name = match?.[1] ?? match?.[2];
  return name !== undefined && !/https?:|www\./i.test(name) ? name : undefined;
}

/** `SOURCE Acme Corp` among the closing lines. */
export function sourceLine(blocks: readonly Block[]): string | undefined {
  for (let i = blocks.length - 1; i >= Math.max(0, blocks.length - 40); i--) {
    const name = sourceOf(blocks[i]?.text ?? '');
    if (name !== undefined) return name;
  }
  return undefined;
}

/** `About Acme Acme is a …`: the heading of a boilerplate that runs on in one paragraph with it. */
export function inlineAbout(blocks: readonly Block[]): string | undefined {
  for (const { text } of blocks.slice(-12)) {
    for (let at = text.lastIndexOf('About '); at >= 0; at = at === 0 ? -1 : text.lastIndexOf('About ', at - 1)) {
      const found = repeatedName(text.slice(at + 6, at + 180));
      if (found !== undefined) return found;
      if (text.length - at > 3000) break;
    }
  }
  return undefined;
}

/** `Acme Corp: Acme Corp is`, `Acme Acme, Inc. is`: the name as far as it begins again. */
function repeatedName(text: string): string | undefined {
  const words = text.split(/\s+/).slice(0, 18);
  const first = words[0]?.replace(/[:,]$/, '') ?? '';
  if (!/^[\p{Lu}\d]/u.test(first)) return undefined;
  for (let i = 1; i < Math.min(words.length, 9); i++) {
    const again = words[i] === 'The' ? words[i + 1] : words[i];
    if (again?.replace(/[:,]$/, '') === first) return nameOf(words.slice(0, i));
  }
  return undefined;
}

/** `Acme Founded in 1976, `: a name ends where the telling begins. */
function nameOf(words: readonly string[]): string {
  const told = words.findIndex(
    (word, i) => i > 0 && /^(?:established|founded|based|located|since|with|at|in|is|as|from)$/i.test(word),
  );
  return (told < 0 ? words : words.slice(0, told)).join(' ').replace(/[\s:–—-]+$/u, '');
}

const PUBLIC =
  /(?:\b(?:by|from|at|of)\s)?\b[Tt]he ((?:\p{Lu}[\p{L}'’-]+\s(?:(?:of|for|and|the|&)\s){0,3}){0,6}(?:Office|Department|Ministry|Agency|Council|Authority|Commission|Attorney['’]s Office|District Attorney))\b/u;

/** A public body that the first sentence names: `launched by the Home Office today`. */
export const publicBody = (text: string): string | undefined => PUBLIC.exec(text.slice(0, 300))?.[1];

const SHORT = /\s\((\p{Lu}{2,8})\)/u;
const INTRODUCED = 400;
const WORDS_MOST = 9;

/** A body's name that the opening text introduces with its short form: `analysis from Public Works Norland (PWN)`. */
export function introduced(text: string): { name: string; short: string } | undefined {
  const match = SHORT.exec(text.slice(0, INTRODUCED));
  if (match?.[1] === undefined) return undefined;
  const words = text.slice(0, match.index).split(' ').slice(-WORDS_MOST);
  let start = words.length;
  for (let at = words.length - 1; at >= 0; at--) {
    const word = words[at] ?? '';
    if (/^\p{Lu}[\p{L}'’&-]*$/u.test(word)) start = at;
    else if (!JOINS.has(word) && word !== 'and') break;
  }
  const name = words.slice(start).join(' ');
  return looksOrganisation(name) ? { name, short: match[1] } : undefined;
}

const HEAD = 8;

/** An organisation's name on a line of its own at the head, with a number or address near it. */
export function letterhead(blocks: readonly Block[]): string | undefined {
  for (const [i, { text }] of blocks.slice(0, HEAD).entries()) {
    if (text.length > 80) return undefined;
    if (!looksOrganisation(text) || !/^\p{Lu}/u.test(text) || /[.:!?\d]/.test(text) || ROLE_LINE.test(text)) continue;
    const near = blocks.slice(i + 1, i + 4).some((block) => /@|\d{3}[\s.)/-]{1,2}\d{2}/.test(block.text));
    if (near) return text;
  }
  return undefined;
}

const ROLE_LINE =
  /^(?:\w+ )?(?:director|manager|head|officer|chief|media|press|public|news|investor|communications)\b/i;

const MAKER =
  /\b(?:[Aa]uthor|[Nn]ovelist|[Pp]oet|[Ss]inger|[Ss]ongwriter|[Rr]apper|[Mm]usician|[Pp]ainter|[Aa]rtist|[Ff]ilmmaker|[Pp]hotographer)\s(?=\p{Lu}\p{Ll})/u;

/** A person who makes books, songs or the like, named in the opening: `In her new book, author Ann Poe`. */
export function makerIn(text: string): string | undefined {
  const match = MAKER.exec(text);
  const found = match ? nameAt(text, match.index + match[0].length) : undefined;
  return found && looksPerson(found.name) ? found.name : undefined;
}

const SAID = /\b(?:[Aa]ccording to|[Ll]aut|[Ss]elon|[Ss]egún|[Ss]econdo) (?:the |la |el |il )?(?=[\p{Lu}\d])/u;

/** `According to Acme’s survey` in the opening paragraphs. */
export function saidBy(blocks: readonly Block[]): string | undefined {
  for (const { text } of blocks.slice(0, 4)) {
    const match = SAID.exec(text.slice(0, 500));
    const found = match ? nameAt(text, match.index + match[0].length) : undefined;
    if (found && !looksPerson(found.name)) return found.name;
  }
  return undefined;
}
