import type { Block, Contact } from '@presswatch/events';
import type { BytesInput, Draft, Found } from '../../draft.ts';
import { fold } from '../../text/fold.ts';
import { prosecution } from './bodies.ts';
import { type Candidate, type Choice, chooseIssuer, weigh, weighing } from './choose.ts';
import {
  bylineOrganisation,
  type Evidence,
  inlineAbout,
  letterhead,
  quotedOrganisations,
  saidBy,
  sourceLine,
} from './evidence.ts';
import { namedInOpening, openingOf, subjectCandidate } from './first-sentence.ts';
import { looksOrganisation, looksPerson } from './name.ts';
import { subjectOf, titleSubject } from './subject.ts';

/** How much a draft's own candidates weigh, by the beginning of their `from`; the first that fits. */
const STATED: readonly (readonly [string, number])[] = [
  ['json-ld sourceOrganization', 9],
  ['front matter', 9],
  ['label', 9],
  ['json-ld publisher', 2.6],
  ['json-ld author', 4],
  ['publisher', 2.6],
  ['meta author', 2.5],
  ['meta', 2],
  ['og:', 2],
  ['site', 2],
];
const OTHERWISE = 6;

/**
 * Finds who issues a release. What stamps it, and what the source and the feed state, is believed; else all that the text
 * and its metadata say is weighed (`chooseIssuer`).
 */
export function findIssuer(draft: Draft, evidence: Evidence, { raw, hints, trace }: BytesInput): Choice {
  const stamped = draft.issuers.find(({ from, text }) => from === 'stamp' && fold(text) !== '');
  const certain: readonly (Found | undefined)[] = [
    stamped,
    { text: raw.source.issuer ?? '', from: 'source' },
    { text: hints.issuer ?? '', from: 'feed' },
  ];
  for (const found of certain) {
    const name = fold(found?.text ?? '');
    if (found && name !== '') return { issuer: { name: name.slice(0, 300), from: found.from }, passed: [] };
  }
  const beside = {
    title: evidence.title,
    text: textOf(evidence.blocks),
    domains: domainsOf(evidence.contacts),
    explain: trace !== undefined,
  };
  const scales = weighing(beside);
  weigh(scales, stated(draft));
  weigh(scales, plainNames(evidence));
  weigh(scales, hinted(hints));
  const choice = chooseIssuer(scales);
  if (choice.settled) return choice;
  weigh(scales, lighterNames(evidence, beside.text));
  return chooseIssuer(scales);
}

/** A title's words before its verb; one word alone may be any. */
const titleWeight = ({ name, strength }: { name: string; strength: number }): number =>
  (strength === 2 ? 2.2 : 1) - (name.includes(' ') ? 0 : 0.6);

const MEDIA =
  /\b(?:news|times|post|herald|daily|journal|gazette|tribune|magazine|tv|radio|zeitung|nachrichten|le monde|figaro|el país|corriere|review|insider|wire|blog)\b/i;
const looksMedia = (name: string): boolean => MEDIA.test(name);

const TEXT_MOST = 6000;

function textOf(blocks: readonly Block[]): string {
  let text = '';
  for (const block of blocks) {
    if (text.length > TEXT_MOST) break;
    text += `${block.text}\n`;
  }
  return text;
}

const stated = (draft: Draft): Candidate[] =>
  draft.issuers.map((found) => ({ ...found, weight: weightOf(found), stated: true }));

function weightOf({ text, from }: Found): number {
  const weight = STATED.find(([start]) => from.startsWith(start))?.[1] ?? OTHERWISE;
  if (from.includes('publisher') || /^(?:meta|og|site)/.test(from)) return looksMedia(text) ? 1.2 : weight;
  return looksPerson(text) && weight < 9 ? weight / 2 : weight;
}

/** What closing lines, contacts, byline, title and first sentence name. */
function plainNames(evidence: Evidence): Candidate[] {
  const { blocks, abouts, byline, contacts, title } = evidence;
  const found: Candidate[] = [];
  const add = (text: string | undefined, from: string, weight: number) => {
    if (text !== undefined) found.push({ text, from, weight });
  };
  add(sourceLine(blocks), 'source line', 8);
  for (const [i, { name }] of abouts.slice(0, 4).entries())
    add(name, 'about heading', abouts.length === 1 ? 5 : 4 - i * 0.5);
  if (abouts.length === 0) add(inlineAbout(blocks), 'about heading', 4.5);
  for (const { organisation } of contacts.slice(0, 3))
    add(organisation, isAgency(organisation) ? 'agency' : 'contact', isAgency(organisation) ? 1.5 : 4);
  add(byline?.name, 'byline', 5);
  add(bylineOrganisation(blocks), 'byline', 4.5);
  const opening = openingOf(evidence);
  const subject = opening && subjectOf(opening.text, opening.start);
  if (subject) found.push(subjectCandidate(subject));
  const titled = titleSubject(title);
  if (titled) add(titled.name, 'title', titleWeight(titled));
  add(titleSite(title), 'title', 2.2);
  return found;
}

/** Whom the text names as speaking; looked for only where nothing plainer settles it. */
function lighterNames(evidence: Evidence, text: string): Candidate[] {
  const { blocks } = evidence;
  const found: Candidate[] = namedInOpening(evidence);
  const add = (name: string | undefined, from: string, weight: number) => {
    if (name !== undefined) found.push({ text: name, from, weight });
  };
  add(letterhead(blocks), 'letterhead', 2.6);
  add(saidBy(blocks), 'opening', 2);
  add(prosecution(text), 'prosecution', 3);
  for (const [i, name] of quotedOrganisations(blocks).entries()) add(name, 'quoted officer', i === 0 ? 1.7 : 1.2);
  return found;
}

/** Agencies are contacts for the issuers that they work for. */
const isAgency = (name: string | undefined): boolean =>
  name !== undefined &&
  /\b(?:PR|communications?|public relations|media relations|marketing|publicity|agency|agentur|comms)\b/i.test(name);

/** `A conviction - Orange County Attorney`: a site's name behind the title, where it is an organisation's. */
function titleSite(title: string): string | undefined {
  const parts = title.split(/\s[|–—-]\s/u);
  const last = parts.length > 1 ? parts.at(-1) : undefined;
  return last !== undefined &&
    last.length <= 60 &&
    /^\p{Lu}/u.test(last) &&
    (looksOrganisation(last) || /\b(?:Attorney|Police|Sheriff|City|County|State|Government)\b/.test(last)) &&
    !/\d|[!?]/.test(last)
    ? last
    : undefined;
}

/** Accounts and addresses are no issuers. */
const NAMELESS = /@|^(?:admin|administrator|editor|webmaster|root|user|redaktion|noreply|news|press|staff)\b/i;

function hinted({ author, feedTitle }: BytesInput['hints']): Candidate[] {
  const found: Candidate[] = [];
  if (author !== undefined && !NAMELESS.test(author.trim()))
    found.push({ text: author, from: 'feed author', weight: looksPerson(author) ? 1 : 2.5, stated: true });
  if (feedTitle !== undefined) found.push({ text: feedTitle, from: 'feed title', weight: 1, stated: true });
  return found;
}

const MAIL =
  /^(?:gmail|googlemail|yahoo|hotmail|outlook|live|icloud|aol|gmx|web|protonmail|proton|mail|msn|me|t-online|orange|free|qq|163|yandex)$/;
const COMMON = new Set([
  'com',
  'org',
  'net',
  'gov',
  'co',
  'ac',
  'edu',
  'www',
  'gob',
  'gouv',
  'go',
  'or',
  'info',
  'press',
  'media',
  'mail',
  'email',
]);

/** The telling label of each address's domain: `acme` of `press@mail.acme.co.uk`. */
function domainsOf(contacts: readonly Contact[]): string[] {
  const labels = new Set<string>();
  for (const { emails, urls } of contacts.slice(0, 6)) {
    for (const address of [...emails, ...(urls ?? [])]) {
      const host = /@\s?([\w.-]+)$/u.exec(address)?.[1] ?? /^(?:https?:\/\/)?([^/?#:]+)/i.exec(address)?.[1] ?? '';
      const label = host
        .toLowerCase()
        .split('.')
        .slice(0, -1)
        .filter((part) => !COMMON.has(part))
        .at(-1);
      if (label !== undefined && !MAIL.test(label)) labels.add(label.replaceAll('-', ''));
    }
  }
  return [...labels];
}
