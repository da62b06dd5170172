import type { Block } from '@presswatch/events';
import { bodiesOf } from './bodies.ts';
import type { Candidate } from './choose.ts';
import { type Evidence, introduced, makerIn, publicBody } from './evidence.ts';
import { looksOrganisation, looksPerson } from './name.ts';
import { type Subject, subjectOf } from './subject.ts';

const WEIGHTS = { 1: 1.3, 2: 2.8, 3: 4 } as const;
/** A subject whose name says that it is a body's needs no verb. */
const BODY = 2.2;
/** Whose officer is told to have done something: a medium may tell it. */
const OFFICER = 1;
const LONG = 100;
const OPENING = 400;

/** Where the news begins: its paragraph, the text, and the place within it. */
export interface Opening {
  readonly block: number;
  readonly text: string;
  readonly start: number;
}

/** Shorter ones are lines. */
const SENTENCE = 40;

/** A paragraph of the news that opens it: a longer one, or a short sentence in which somebody announces something. */
const opens = ({ kind, text, part }: Block): boolean =>
  kind === 'paragraph' &&
  part === undefined &&
  (text.length >= LONG || (text.length >= SENTENCE && /[.!?]["”’»)]*$/u.test(text) && subjectOf(text)?.strength === 3));

/** Behind the dateline and what repeats the title; without a dateline the first paragraph that tells something. */
export function openingOf({ blocks, dateline, title }: Evidence): Opening | undefined {
  const at = dateline ? dateline.block : blocks.findIndex(opens);
  const block = blocks[at];
  if (!block) return undefined;
  const alone = dateline !== undefined && dateline.end >= block.text.length;
  const text = alone ? (blocks[at + 1]?.text ?? '') : block.text;
  return { block: at, text, start: afterTitle(text, dateline && !alone ? dateline.end : 0, title) };
}

/** Who else than its subject the opening shows to speak. */
export function namedInOpening(evidence: Evidence): Candidate[] {
  const found = openingOf(evidence);
  if (!found) return [];
  const { blocks } = evidence;
  const candidates: Candidate[] = [];
  const add = (name: string | undefined, weight: number, short?: string) => {
    if (name === undefined) return;
    candidates.push({ text: name, from: 'opening', weight, ...(short === undefined ? {} : { short }) });
  };
  const opening = found.text.slice(found.start, found.start + OPENING);
  const named = introduced(opening) ?? introduced(blocks[found.block + 1]?.text ?? '');
  add(named?.name, 2, named?.short);
  add(publicBody(opening), 2.2);
  add(makerIn(opening), 1.5);
  for (const [i, { name, cued }] of bodiesOf(blocks, found.block).entries()) add(name, (cued ? 2.1 : 1.4) - i * 0.2);
  return candidates;
}

/** The subject of the news's first sentence, weighed. */
export const subjectCandidate = (subject: Subject): Candidate => ({
  text: subject.name,
  from: 'first sentence',
  weight: subjectWeight(subject),
  ...(subject.short === undefined ? {} : { short: subject.short }),
});

function subjectWeight({ name, strength, officer }: Subject): number {
  if (officer) return OFFICER;
  if (strength === 1 && looksOrganisation(name)) return BODY;
  return WEIGHTS[strength] - (looksPerson(name) ? 0.6 : 0);
}

/** Where the news begins: some repeat the title before it. */
function afterTitle(text: string, start: number, title: string): number {
  const at = text.startsWith(' ', start) ? start + 1 : start;
  return text.startsWith(title, at) ? at + title.length : start;
}
