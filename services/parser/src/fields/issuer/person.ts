import { looksPerson } from './name.ts';

const TITLED =
  /\b(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Herr|Frau|author|actor|actress|artist|coach|attorney|entrepreneur|expert|founder|CEO|cosmetologist|esthetician)[.,]?\s$/iu;
/** Firms speak as well, but nobody calls them by the last word of their names. */
const SPEAKS = /^,? (?:said|says|explains|added|adds|explained|wrote|recalls|notes)\b/u;
const SPOKEN = /\b(?:said|says|sagt|added|adds|explains)\s$/u;
const TOLD =
  /^(?:['’]s)?(?: (?:was born|graduated)\b|, (?:an? |the )?(?:[\p{L}-]+ ){0,5}(?:founder|co-founder|CEO|author|owner|president|expert|entrepreneur|director|investor|attorney|artist|coach|chair\p{L}*|specialist|speaker)\b)/iu;
const MAKER =
  /\b(?:author|writer|novelist|poet|singer|songwriter|musician|composer|painter|artist|filmmaker|photographer|playwright)s?\b/iu;
const LOOK = 60;
const TIMES = 12;

/** What a text tells of a name that looks like a person's: whether it is one, and one who makes books, songs or the like. */
export function personIn(name: string, text: string): { person: boolean; maker: boolean } {
  const none = { person: false, maker: false };
  if (!looksPerson(name)) return none;
  const surname = name.slice(name.lastIndexOf(' ') + 1);
  let person = false;
  let times = 0;
  for (let at = text.indexOf(surname); at >= 0 && times < TIMES; at = text.indexOf(surname, at + surname.length)) {
    times++;
    const end = at + surname.length;
    if (/[\p{L}\p{N}]/u.test(text.charAt(end))) continue;
    const start = text.startsWith(name, at - name.length + surname.length) ? end - name.length : at;
    const before = text.slice(Math.max(0, start - LOOK), start);
    const after = text.slice(end, end + LOOK);
    person ||= TITLED.test(before) || TOLD.test(after);
    person ||= start === at && !name.startsWith(surname) && (SPOKEN.test(before) || SPEAKS.test(after));
    if (person && MAKER.test(before.slice(-30) + after)) return { person, maker: true };
  }
  return { person, maker: false };
}
