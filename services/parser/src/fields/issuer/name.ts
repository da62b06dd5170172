import { wordKey } from '../../text/fold.ts';

/** A name read at some place of a text. */
export interface NameAt {
  readonly name: string;
  /** Exclusive. */
  readonly end: number;
}

const LEGAL =
  /^(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|lp|plc|gmbh|ag|se|kg|kgaa|mbh|e\.?v|sa|s\.a|sas|sarl|s\.?p\.?a|spa|srl|s\.r\.l|s\.?l|nv|n\.v|bv|b\.v|ab|asa|as|a\/s|oy|oyj|aps|pty|pte|sdn|bhd|kk|k\.k|s\.?e|s\.?c\.?a|pjsc|psc|sab|tbk|pt)\.?$/iu;
/** Words that only organisations have in their names, in lower case. */
const ORGANISATION = new Set(
  `inc corp corporation ltd limited llc llp plc gmbh group holding holdings company co board ministry department
  dept university universität college school institut institute association foundation bank office agency council
  committee authority commission society union federation trust fund partners ventures capital technologies
  solutions systems services network networks lab labs laboratories pharma pharmaceuticals therapeutics energy
  resources mining gold metals media news studio studios entertainment software digital global international
  health healthcare hospital clinic center centre museum gallery church club league team press publishing
  publishers books productions records consulting advisors advisers associates law insurance financial investment
  investments management properties realty homes hotel hotels resort resorts restaurant restaurants airline
  airlines motors industries manufacturing logistics marketing agentur ministerium verband verein stiftung behörde
  organization organisation chamber attorney police constabulary sheriff’s sheriff's library academy bureau administration service
  confederation alliance coalition court parliament diocese archive orchestra theatre exchange reserve treasury
  polizei polizeidirektion policía polícia polizia câmara municipio município ayuntamiento comune gemeente waterschap
  kommun kommune région regione junta gobierno gouvernement conseil préfecture mairie consejería chambre cámara camera
  amt gesellschaft hochschule klinik ministère société université fondation agence autorité ministerio sociedad
  universidad fundación agencia banco ministero società università fondazione ministério universidade fundação
  министерство компания университет`.split(/\s+/),
);
/** Legal forms that are words of their own only in this case. */
const ABBREVIATED = new Set('GmbH AG SE SA NV BV AB ASA plc PLC SpA S.p.A S.A N.V B.V Oyj KK e.V LP LLP'.split(' '));
/** German joins the word for a body to what the body is for. */
const JOINED = /\p{L}(?:ministerium|behörde|verband|verein|kammer|anstalt|universität|gericht|polizei)$/iu;
const UNSPACED = /株式会社|公司|集团|協会|대학교/u;

export const isOrganisationWord = (word: string): boolean => ORGANISATION.has(word.toLowerCase());

/** Whether a name says that it is an organisation's. */
export const looksOrganisation = (name: string): boolean =>
  name
    .split(WORD_GAP)
    .some(
      (word) => ORGANISATION.has(word.toLowerCase()) || ABBREVIATED.has(word) || (word.length > 9 && JOINED.test(word)),
    ) || UNSPACED.test(name);

/** Between the words of a name; the stop of an abbreviation stays within it. */
const WORD_GAP = /[\s,;:()/&–—-]+|\.(?=\s|$)/u;

const PERSON_WORD = /^\p{Lu}(?:\p{Ll}[\p{L}'’-]*|['’]\p{Lu}[\p{L}-]+|\.|\p{L}?\.)$/u;
const PARTICLE = /^(?:von|van|de|der|den|del|della|di|da|dos|la|le|bin|al|el|ter|zu|y)$/u;

/** Whether a text looks like a person's name: two to five words with capitals, nothing of an organisation. */
export function looksPerson(text: string): boolean {
  const words = text
    .replace(/^(?:mr|mrs|ms|dr|prof|professor|herr|frau|mme|m|sir|dame|hon)\.?\s+/iu, '')
    .trim()
    .split(/\s+/);
  if (words.length < 2 || words.length > 5 || looksOrganisation(text)) return false;
  const capital = words.filter((word) => PERSON_WORD.test(word)).length;
  return (
    capital >= 2 &&
    words.every((word) => PERSON_WORD.test(word) || PARTICLE.test(word) || /^[A-Z]{2,}$/.test(word)) &&
    !/^(?:the|for|in|on|at)\s/iu.test(text)
  );
}

/** Words that go on with a name whose next word has a capital again. */
export const JOINS = new Set(
  'of for & de la le du des del della di do da dos das y e et und für der van von voor + the d’ i och og bin ibn'.split(
    ' ',
  ),
);
/** Words that do so only where the name is already one of a public body or the like. */
const AND = new Set(['and', 'und', 'et', 'y', 'e', 'och', 'og']);
const WORDS_MOST = 14;
const REACH = 180;
const CAPITAL = /^[“"'‘«(]?[\p{Lu}\p{N}\p{Lo}]/u;
/** A brand that begins with a small letter: iRobot, eBay, mParticle. */
const BRAND = /^[a-z]{1,3}\p{Lu}/u;
const ENDS = /[.,;:!?)”"»—–…]+$/u;

/**
 * Reads the name that stands at a place: words with capitals, what joins them, a legal suffix after a comma.
 *
 * @returns `undefined` where no capital word stands there
 */
export function nameAt(text: string, at: number): NameAt | undefined {
  const head = text.slice(at, at + REACH);
  const words = head.matchAll(/\S+/gu);
  const name: string[] = [];
  let [end, pending] = [0, 0];
  for (const match of words) {
    const [word] = match;
    if (name.length >= WORDS_MOST || word.startsWith('(') || isDash(word)) break;
    const bare = word.replace(ENDS, '').replace(/^[“"'‘«]+/u, '');
    const rest = head.slice(match.index + word.length);
    if (word === bare && goesJoined(bare, name, rest)) {
      name.push(word);
      pending++;
      continue;
    }
    const suffix = name.length > 0 && LEGAL.test(bare);
    if (!(suffix || CAPITAL.test(word) || BRAND.test(word))) break;
    const last = isOwned(bare, word, rest) ? bare : withoutPossessive(bare);
    // The stop of `Inc.` is the name's own.
    const stop = suffix && word.charAt(word.indexOf(bare) + bare.length) === '.' ? 1 : 0;
    name.push(last);
    [end, pending] = [match.index + word.indexOf(bare) + last.length + stop, 0];
    if (last !== word && !goesOn(word, bare, rest)) break;
  }
  name.length -= pending;
  const joined = name.join(' ');
  return joined === ''
    ? undefined
    : { name: head.slice(head.search(/\S/), end).replace(/^[“"'‘«]+/u, ''), end: at + end };
}

/** A small word within a name that goes on behind it. */
const goesJoined = (word: string, name: readonly string[], rest: string): boolean =>
  name.length > 0 && (JOINS.has(word) || AND.has(word)) && joinable(word, name, rest);

/** `Acme’s` names Acme; `Poe & Sons’` keeps its letter. */
const withoutPossessive = (word: string): string => word.replace(/(?<=.)['’]s?$/u, '');

/** `District Attorney’s Office`, `Teachers’ Union`: a body named after whose it is. */
const isOwned = (bare: string, word: string, rest: string): boolean =>
  bare === word && /(?:['’]s|s['’])$/u.test(bare) && BODY.test(rest);
const BODY =
  /^\s(?:(?:National|General|Public|International|Research|Memorial|Medical)\s)?(?:Office|Union|Association|Federation|Hospital|College|Guild|Institute|Society|Bureau|Department|Council|Commission|Foundation|Museum|Academy|Alliance|Club|League|Trust|Party|Congress)\b/u;

const isDash = (word: string): boolean => /^[-–—]+$/u.test(word);

/** `and` joins names of public bodies and firms of partners, not two firms. */
function joinable(word: string, name: readonly string[], rest: string): boolean {
  if (!/^\s[“"]?[\p{Lu}\p{N}]|^\s(?:the|la|le|las|los|les|der|die|das|den)\s\p{Lu}/u.test(rest)) return false;
  if (!AND.has(word)) return true;
  return (
    name.some((part) => part === 'of' || part === 'for' || part === 'für' || part === 'de') ||
    /^\s(?:Sons?|Partners|Company|Co|Associates|Brothers|Daughters)\b/u.test(rest)
  );
}

/** A word with punctuation at its end goes on with the name where that is an abbreviation's stop, or a suffix follows. */
function goesOn(word: string, bare: string, rest: string): boolean {
  const mark = word.slice(word.indexOf(bare) + bare.length);
  const next = /^\s(\S+)/u.exec(rest)?.[1] ?? '';
  if (mark === ',') return LEGAL.test(next.replace(/[,;:)]+$/u, ''));
  return (
    mark === '.' &&
    (bare.length <= 2 || /^(?:St|Dr|Mt|Ft|Inc|Bros|Co|Corp|Jr|Sr)$/u.test(bare)) &&
    CAPITAL.test(next) &&
    !LEGAL.test(bare)
  );
}

/** Letters, digits and single spaces: nothing to clean off. */
const BARE = /^[\p{L}\p{N}&]+(?: [\p{L}\p{N}&]+)*$/u;
const LEADING = /^(?:(?:the|die|der|das|for)\s(?=[\p{Lu}\p{N}])|(?:company|organi[sz]ation)\s?(?:name)?\s?[:–—-]\s?)/iu;

/** A name without what is written around it: tickers, quotes, a leading article, a trailing possessive or mark. */
export function cleanName(text: string): string {
  if (BARE.test(text) && !LEADING.test(text)) return text;
  let name = text
    .replace(/\s?[(（][^()（）]{0,160}[)）]/gu, ' ')
    .replace(/[®™©]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.])/g, '$1')
    .trim();
  name = name.replace(/^[“"'‘«\s]+|[”"»\s,;:–—|-]+$/gu, '').replace(LEADING, '');
  return name
    .replace(/(?<=\p{L})['’]s$/u, '')
    .replace(/\.(?=$)/u, (stop, at: number) => (endsInSuffix(name, at) ? stop : ''));
}

const endsInSuffix = (name: string, at: number): boolean =>
  LEGAL.test(name.slice(name.lastIndexOf(' ', at) + 1, at)) || /\.\p{L}{1,3}$/u.test(name.slice(0, at));

const DROPPED = new Set(
  'the inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh ag se kg kgaa sa sas sarl spa srl sl nv bv ab asa as oy oyj aps pty pte holding holdings group and'.split(
    ' ',
  ),
);

/** What two spellings of one organisation's name share. */
export function nameKey(name: string): string {
  const words = wordKey(name).split(/[^\p{L}\p{N}]+/u);
  const bare = words.filter((word) => !DROPPED.has(word)).join('');
  return bare === '' ? words.join('') : bare;
}

/** The first letters of a name's capital words: `IICSPA`. */
export const initialsOf = (name: string): string =>
  name
    .split(/[\s-]+/)
    .filter((word) => /^\p{Lu}/u.test(word))
    .map((word) => word.charAt(0))
    .join('');
