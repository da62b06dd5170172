import type { Block } from '@presswatch/events';
import { JOINS, nameAt } from './name.ts';

/** Words that name a body, an institution or an association, of which most releases that name nobody else speak. */
const HEAD =
  /(?<![\p{L}’'-])(?=\p{Lu})(?:Universit(?:y|ies|ät|é|à|eit|etet)|Universi(?:dad|dade)|College|Institut(?:e|o)?|Ministry|Department|Office|Agency|Authority|Commission|Council|Bureau|Police|Constabulary|Museum|Gallery|Library|Hospital|Clinic|Association|Federation|Confederation|Union|Organi[sz]ation|Foundation|Society|Chamber|League|Alliance|Coalition|Trust|Academy|Service|Bank|Health System|Theat(?:re|er)|Orchestra|Opera|Guard|Centre|Center|School|Exchange|Administration|(?:City|Town|County|Borough|Municipality)(?= of \p{Lu})|Bundes\p{L}{3,30}|\p{L}{0,30}(?:ministerium|polizei|gericht|behörde|kammer|verband|amt)|Minist(?:ère|erio|ero|ério)|Préfecture|Conseil|Ayuntamiento|Gobierno|Junta|Generalitat|Consejería|Câmara|Comune|Regione|Gemeente|Waterschap|Kommun|Polizei|Polic[ií]a)(?![\p{L}-])/gu;
const BACK = 9;
/** Of whom it is told that something was done to them, or where; they do not speak. */
const OTHER =
  /(?:\b(?:against|sue[ds]?|fine[ds]?|versus|v\.?|named|joins?|joined|acquires?|acquired|unlike|filed (?:with|in)|flown to|taken to|admitted to|published (?:in|by)|article (?:in|from)|funded by|funding from|grant from|supported by|graduate of|degree from|graduated from|assistance (?:of|from)|investigated by|agents (?:of|from)|thanks? (?:to )?|appointed to)|,)\s(?:the\s|a\s)?$/iu;
/** Whose work is told of: `research from the University of …`, `members of the …`. */
const CUE =
  /\b(?:research(?:ers?)?|scientists?|stud(?:y|ies)|teams?|members?|officers?|detectives?|experts?|engineers?|surgeons?|doctors?|report|analysis|survey|figures|data|launched|published|announced|hosted|organi[sz]ed|opened|statement|a spokes\p{L}+)\b[^.;]{0,60}?\b(?:from|by|at|of|for)\s(?:the\s)?$/iu;
const NEWS = 3;
const TEXT_MOST = 700;
const MOST = 4;

/** A minister's news is the ministry's. */
const MINISTER = /\b(?:Minister|Secretary|Ministre|Ministr[oa])\b/u;
const MINISTRY = /^(?:Department|Ministry|Office|Minist\p{L}+)\b|\b(?:Department|Ministry|Office)$/u;
/** French writes the words for bodies small. */
const SMALL =
  /(?<!\p{L})(?:ministère|préfecture|mairie|université|agence|conseil départemental|conseil régional) (?:de la |de l['’]|des |du |de |d['’]|à la )\p{Lu}[\p{L}’'-]+(?:,? (?:(?:et|de|des|du|la|à) |d['’]|de l['’]){0,3}\p{Lu}[\p{L}’'-]+){0,6}/u;

/** A body that the opening of a release names. */
export interface Body {
  readonly name: string;
  /** The words before it say that the news is its own. */
  readonly cued: boolean;
}

/** The bodies that the first paragraphs of the news name, in their order, each once. */
export function bodiesOf(blocks: readonly Block[], from: number): Body[] {
  const found = new Map<string, Body>();
  let minister = false;
  let seen = 0;
  for (const { text, part, kind } of blocks.slice(from, from + NEWS * 2)) {
    if (part !== undefined || kind === 'table' || kind === 'code') continue;
    if (++seen > NEWS) break;
    minister ||= MINISTER.test(text);
    takeBodies(text.slice(0, TEXT_MOST), found, minister);
    if (found.size >= MOST) break;
  }
  return [...found.values()].slice(0, MOST);
}

function takeBodies(text: string, found: Map<string, Body>, minister: boolean): void {
  const small = SMALL.exec(text);
  if (small) found.set(small[0], { name: small[0], cued: true });
  HEAD.lastIndex = 0;
  for (let match = HEAD.exec(text); match; match = HEAD.exec(text)) {
    const start = startOf(text, match.index);
    const read = nameAt(text, start);
    if (!read) continue;
    HEAD.lastIndex = Math.max(HEAD.lastIndex, read.end);
    const before = text.slice(Math.max(0, start - 90), start);
    if (!/\s/.test(read.name) || OTHER.test(before) || found.has(read.name)) continue;
    const told = minister && MINISTRY.test(read.name);
    found.set(read.name, { name: read.name, cued: told || CUE.test(before) });
  }
}

/** Where the name begins that a head word at `at` belongs to: back over words with capitals and what joins them. */
function startOf(text: string, at: number): number {
  let start = at;
  let end = at - 1;
  for (let words = 0; words < BACK && end > 0; words++) {
    const gap = text.lastIndexOf(' ', end - 1);
    const word = text.slice(gap + 1, end);
    if (/^\p{Lu}[\p{L}\p{N}.'’&-]*$/u.test(word) && !/[\p{Ll}]{4}\.$/u.test(word) && !LEADS.has(word)) start = gap + 1;
    else if (!JOINS.has(word) || word === 'the') break;
    end = gap;
  }
  return start;
}

/** Words that begin a sentence and no name. */
const LEADS = new Set(
  'CEO CFO COO CTO President Chairman Chair Director Founder Officer Chief Head Secretary Minister Professor The A An At In On By From With For And But Under As After Before When While That This Die Der Das Le La Les El Los Il Lo O Het De'.split(
    ' ',
  ),
);

const PROSECUTION =
  /(?<![\p{L}.-])(?:(?:U\.\s?S\.|US|United States) Attorney['’]s Office(?: (?:for|in) the (?:\p{Lu}\p{L}+ ){0,2}District of \p{Lu}\p{L}+(?: \p{Lu}\p{L}+){0,2})?|(?:\p{Lu}[\p{L}.-]+ ){1,4}(?:District|State['’]s|Commonwealth['’]s|Prosecuting|County|City) Attorney(?:['’]s Office)?|Office of the (?:\p{Lu}\p{L}+ ){0,3}(?:Attorney General|District Attorney)(?: of \p{Lu}\p{L}+)?|(?:\p{Lu}\p{L}+ ){1,3}Prosecutor['’]s Office)(?!\p{L})/gu;
const CRIMINAL =
  /\b(?:lawsuit|alleg|settle|False Claims|sentenced|pleaded|pled|guilty|indicted|charged|convicted|jury|prosecut)/i;
const RANK = /^(?:(?:Assistant|Deputy|Senior|Former|Then|The|Chief)\s)+/u;

const BARE = /^(?:District|County|City|State['’]s|Prosecuting) Attorney$/;

/** The prosecutor's office that a text on a criminal case names, the fullest way it does. */
export function prosecution(text: string): string | undefined {
  if (!text.includes('Attorney') && !text.includes('Prosecutor')) return undefined;
  if (!CRIMINAL.test(text)) return undefined;
  let best: string | undefined;
  for (const [match] of text.matchAll(PROSECUTION)) {
    const name = match.replace(RANK, '');
    if (BARE.test(name)) continue;
    if (best === undefined || isFuller(name, best)) best = name;
  }
  return best;
}

const isFuller = (name: string, best: string): boolean =>
  (/District of/.test(name) && !/District of/.test(best)) || (/Office/.test(name) && name.startsWith(best));
