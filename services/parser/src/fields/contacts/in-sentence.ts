import { type Reach, reachOf } from './reach.ts';

/** Whom a running sentence gives to ask: `For more information, contact Jane Doe at jane@acme.example or +44 …`. */
export interface Asked {
  /** Name, and what stands behind it by commas: role, organisation. */
  readonly who: string;
  readonly reach: Reach;
}

const VERB = String.raw`(?:contact|call|e-?mail|reach out to|get in touch with)`;
const ASK = new RegExp(
  String.raw`\b(?:[Ff]or (?:more|further|additional|media|press|interview|general)\b[^.@]{0,80}?\b${VERB}|[Pp]lease ${VERB}|[Tt]o (?:arrange|schedule|request) an? [^.@]{0,60}?\b${VERB})\s(?:the )?(?:\p{Ll}[\p{L}-]{2,20} ){0,3}(?=\p{Lu})([^@:;“”"]{3,120}?)(?:,)? (?:at|on|via|by (?:phone|e-?mail)(?: at| on)?|under)?:? ?(?=[+(\d]|[\p{L}\d._-]{1,64}@)`,
  'u',
);
const REACH = 160;

/** Reads the first such sentence of a paragraph, where an address or number stands right behind the name. */
export function askedIn(text: string): Asked | undefined {
  if (!/@|\d{3}/.test(text)) return undefined;
  const match = ASK.exec(text);
  const who = match?.[1];
  if (!match || who === undefined || /\.\s\p{Lu}\p{Ll}{3}/u.test(who)) return undefined;
  const from = match.index + match[0].length;
  const sentence = /^.{0,160}?[.!?](?=\s\p{Lu}|\s*$)/su.exec(text.slice(from, from + REACH))?.[0];
  const reach = reachOf(sentence ?? text.slice(from, from + REACH));
  return reach.emails.length + reach.phones.length === 0 ? undefined : { who, reach };
}
