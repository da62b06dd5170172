import type { Block, Contact } from '@presswatch/events';
import { fold } from '../../text/fold.ts';
import { sourceOf } from '../issuer/evidence.ts';
import { looksOrganisation, looksPerson, nameKey } from '../issuer/name.ts';
import { headingOf } from '../parts/headings.ts';
import { askedIn } from './in-sentence.ts';
import { reachOf } from './reach.ts';

type Draft = { -readonly [key in keyof Contact]: Contact[key] } & {
  emails: string[];
  phones: string[];
  urls: string[];
};

const MOST = 20;
const LINES_MOST = 120;
const ROLE =
  /\b(?:director|manager|head|officer|president|spokes(?:person|man|woman)|relations|communications?|marketing|press|media|editor|coordinator|specialist|executive|ceo|cfo|cmo|coo|founder|partner|secretary|chief|advis[eo]r|consultant|sprecher(?:in)?|leiter(?:in)?|referent(?:in)?|direct(?:eur|rice|or|ora)|responsable|attachée?|jefe|jefa|portavoz|responsabile|addett[oa]|assessor[ae]?|woordvoerder|pressechef(?:in)?|presseansvarlig|attorney|counsel|chair(?:man|woman)?)\b/iu;

/**
 * The contacts that a release gives: out of the blocks marked so, and the sentences that ask to get in touch.
 * Lines are told apart by what they look like: addresses, numbers, a person's name, a role, an organisation.
 */
export function findContacts(blocks: readonly Block[]): Contact[] {
  const contacts: Draft[] = [];
  const state: State = { open: undefined, role: undefined };
  let lines = 0;
  for (const block of blocks) {
    if (block.part === 'contact' && block.text.length <= 600 && ++lines <= LINES_MOST) {
      takeBlock(block.text, state, contacts);
      continue;
    }
    const asked = block.kind === 'paragraph' && contacts.length < MOST ? inSentence(block.text) : undefined;
    if (asked) contacts.push(asked);
    state.open = undefined;
  }
  for (const contact of contacts) nameByAddress(contact);
  return distinct(contacts.filter(isContact)).slice(0, MOST).map(bounded);
}

function inSentence(text: string): Draft | undefined {
  const asked = askedIn(text);
  if (!asked) return undefined;
  const { emails, phones, urls } = asked.reach;
  const contact: Draft = { emails, phones, urls };
  const [name = '', ...behind] = asked.who.split(/,\s|\sat\s(?=\p{Lu})/u);
  // `Jane Doe of Acme`, but `City of Lund`
  const of = name.indexOf(' of ');
  const pieces = of > 0 && looksPerson(name.slice(0, of)) ? [name.slice(0, of), name.slice(of + 4)] : [name];
  for (const piece of [...pieces, ...behind]) takeText(fold(piece), contact, undefined);
  return contact;
}

/** A sentence and a block may give the same one. */
function distinct(contacts: readonly Draft[]): Draft[] {
  const seen = new Set<string>();
  return contacts.filter(({ emails, phones }) => {
    const keys = [...emails, ...phones].map((one) => one.toLowerCase());
    const again = keys.length > 0 && keys.every((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    return !again;
  });
}

const isOpenOrganisation = ({ organisation, emails, phones }: Draft): boolean =>
  organisation !== undefined && emails.length === 0 && phones.length === 0;

interface State {
  /** The contact that the lines are about. */
  open: Draft | undefined;
  /** By the last heading. */
  role: string | undefined;
}

function takeBlock(text: string, state: State, contacts: Draft[]): void {
  if (sourceOf(text) !== undefined) {
    state.open = undefined; // says who issues the release, below whatever contact stands last
    return;
  }
  const { label, rest } = labelOf(text);
  // `Press office` under an organisation that nothing reaches yet is a desk of it.
  if (label !== undefined && rest === '' && state.open !== undefined && isOpenOrganisation(state.open)) return;
  if (label !== undefined) [state.role, state.open] = [label, undefined];
  if (rest === '') return;
  if (!state.open || isNext(state.open, rest)) {
    state.open = { emails: [], phones: [], urls: [], ...(state.role === undefined ? {} : { role: state.role }) };
    contacts.push(state.open);
  }
  takeLine(rest, state.open, state.role);
}

/** A heading, and what stands behind it on its line: `Media Contact: Jane Doe`, `Contact DetailsAcme`. */
function labelOf(text: string): { label?: string; rest: string } {
  const glued = /^(contact (?:details|information))(?=[\p{Lu}\d])/iu.exec(text);
  if (glued?.[1] !== undefined) return { label: glued[1], rest: text.slice(glued[0].length) };
  const colon = text.slice(0, 90).indexOf(':');
  const head = colon < 0 ? text : text.slice(0, colon);
  if (headingOf(head)?.part !== 'contact' || /@|\d{4}/.test(head)) return { rest: text };
  return { label: fold(head), rest: colon < 0 ? '' : text.slice(colon + 1).trim() };
}

/** A person's name after an address or number begins the next contact. */
const isNext = (open: Draft, line: string): boolean =>
  (open.emails.length > 0 || open.phones.length > 0) &&
  open.name !== undefined &&
  looksPerson(line.split(/[,|–—(]/u, 1)[0] ?? '');

function takeLine(line: string, contact: Draft, label: string | undefined): void {
  const { emails, phones, urls, rest } = reachOf(line);
  for (const [list, found] of [
    [contact.emails, emails],
    [contact.phones, phones],
    [contact.urls, urls],
  ] as const) {
    for (const one of found) if (!list.includes(one)) list.push(one);
  }
  for (const piece of rest.split(/\s?[|•·;]\s?|,\s|\s[–—-]\s|\s(?=\()/u))
    takeText(fold(piece.replace(/[\s:,()]+$|^[\s:,(–-]+/gu, '')), contact, label);
}

/** A role whatever stands before it: `Press Officer`. */
const HELD =
  /\b(?:officer|director|manager|editor|coordinator|specialist|secretary|advis[eo]r|spokes(?:person|man|woman))$/i;
/** What leads to an address taken out. */
const LABEL =
  /^(?:(?:company |corporate )?web ?site|e-?mail(?: us)?|(?:tele)?phone|tel|mobile|fax|call us|visit|view source version on .*)$/i;

function takeText(text: string, contact: Draft, label: string | undefined): void {
  if (LABEL.test(text) || /\b(?:contacts?|inquiries|enquiries)$/i.test(text)) return;
  if (text.length < 2 || text.length > 120 || !/^[\p{Lu}\p{Lo}\d]/u.test(text) || /\d{4}/.test(text)) return;
  if (contact.name === undefined && looksPerson(text) && !ROLE.test(text)) contact.name = text;
  else if (
    ROLE.test(text) &&
    (HELD.test(text) || !looksOrganisation(text)) &&
    (contact.role === undefined || contact.role === label)
  )
    contact.role = text;
  else if (contact.organisation === undefined && !/[.!?]\s/.test(text) && isNamed(text)) contact.organisation = text;
}

/** Most of its words begin with capitals, and it is no street. */
function isNamed(text: string): boolean {
  if (
    /^\d|\b(?:building|tower|street|st|ave(?:nue)?|road|rd|suite|floor|building|box|straße|str|platz|rue|via|calle|please|visit)\b/iu.test(
      text,
    )
  )
    return false;
  const words = text.split(/\s+/);
  if (!/\p{L}{3}|\p{Lo}/u.test(text)) return false;
  return words.length <= 10 && words.filter((word) => /^\p{Ll}/u.test(word)).length <= words.length / 2;
}

/** `Harbour North` reads like a person's name; its address says otherwise. */
function nameByAddress(contact: Draft): void {
  const { name, organisation, emails, urls } = contact;
  if (name === undefined || (organisation !== undefined && !looksPerson(organisation))) return;
  const word = nameKey(name.split(/\s/, 1)[0] ?? '');
  const hosts = [...emails.map((email) => email.slice(email.lastIndexOf('@') + 1)), ...urls].map((host) =>
    host.toLowerCase(),
  );
  const own = hosts.some((host) => host.replace(/^(?:https?:\/\/)?(?:www\.)?/, '').startsWith(word));
  const users = emails.some((email) => email.toLowerCase().slice(0, email.lastIndexOf('@')).includes(word));
  if (word.length < 3 || !own || users) return;
  contact.organisation = name;
  if (organisation === undefined) delete contact.name;
  else contact.name = organisation;
}

const isContact = ({ name, organisation, emails, phones }: Draft): boolean =>
  emails.length > 0 || phones.length > 0 || (name !== undefined && organisation !== undefined);

function bounded({ urls, ...contact }: Draft): Contact {
  return {
    ...contact,
    emails: contact.emails.filter((email) => email.length <= 320),
    phones: contact.phones.filter((phone) => phone.length <= 60),
    ...(urls.length > 0 ? { urls } : {}),
  };
}
