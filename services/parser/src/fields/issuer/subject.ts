import { JOINS, nameAt } from './name.ts';

/** Whose news a sentence is, by its words. */
export interface Subject {
  readonly name: string;
  /** The name's short form where the sentence gives it in brackets: `(IICSPA)`. */
  readonly short?: string;
  /** 1: a name opens the text. 2: what follows shows it to be the one that speaks. 3: it announces something. */
  readonly strength: 1 | 2 | 3;
  /** It is named for an officer who does something: others may tell of it. */
  readonly officer?: boolean;
}

const BEGINNING = 3;

/** What issuers do in the first sentence or the title: beginnings of words, so that one serves several forms. */
const STEMS = byBeginning(
  `abre aprob ask rescu stanzia reminds renov aprov acord beschl achiev acquiert acquir acquisisce add adquiere adquire agree amplia amplía annonce announc annuncia anuncia
  appoint approv apre apresenta assina award baut begin benoemt breidt bring call celebrat clos commenc complet
  confirm continue continued debut declar delighted deliver dévoile earn elect enter erhält ernennt erweitert
  eröffnet excited expand extend feiert fights firma gab gibt highlight hir honored honoured host hosts inaugura
  inaugure introduc invit issu join kondigt kündigt lance lanceert lancerer lancia lanserar lanza lança launch
  liefert lädt made makes mark meldet named names nombra nomeia nomina nomme obtiene obtient offer ogłasza open
  opent ouvre partner plan pleased poursuit present presenta presenteert presenterar promot proud provid provides
  präsentiert présente pubblica publica publie publish rais reach recebe receiv recibe recogni refuerza releas
  reminds remporte renforce report reveal roll schließt secur sees select set setzt share showcas sign signe start
  startet steigert stellt strengthen takes thrilled unveil unveils urg uruchamia utser tecknar vote verkauft veröffentlicht
  wants warn welcom win étend übernimmt запуст объяв откры представ сообщ`.split(/\s+/),
);
/** The same as whole words. */
const VERBS = new Set('file filed files name post posted posts won'.split(' '));

function byBeginning(stems: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return Map.groupBy(stems, (stem) => stem.slice(0, BEGINNING));
}

function announces(word: string): boolean {
  const lower = word.toLowerCase();
  if (VERBS.has(lower)) return true;
  return STEMS.get(lower.slice(0, BEGINNING))?.some((stem) => lower.startsWith(stem)) ?? false;
}

/** Before the verb. */
const ADVERB =
  /^(?:has|have|had|is|are|was|were|will|be|been|being|today|now|also|officially|proudly|recently|just|again|has|hat|ist|wird|heute|a|est|va|ha|hoy|oggi|está|foi|heeft|vandaag|сегодня|successfully|formally|once|soon|yesterday|further|has\s|this|week|morning|on|monday|tuesday|wednesday|thursday|friday)$/iu;
const OPENING =
  /^(?:as|with|in|at|on|after|following|since|while|when|to|for|building|amid|during|through|by|from|ahead|under|despite|over|today|based|founded|established|known|according|having|designed|continuing|als|mit|im|in|am|nach|seit|um|bei|für|avec|dans|en|pour|après|depuis|con|para|tras|desde|durante|nel|per|dopo|com|após|no|na)\s/iu;
const PLAIN =
  /^(?:i|we|it|he|she|they|you|this|that|these|those|there|here|what|why|how|who|if|when|where|are|is|do|does|did|can|our|your|his|her|their|its|my|all|every|each|many|most|some|one|two|three|four|five|not|no|yes|more|new|today|yesterday|please|click|read|learn|meet|discover|imagine|looking|it’s|it's|let|have|has|jetzt|wir|sie|es|er|das|dies|diese|ein|eine|nous|vous|il|elle|ils|ce|cette|un|une|nosotros|este|esta|un|una|questo|questa|uno|join|get|author|authors|ceo|president|dr|mr|mrs|ms|according|whether|although|though|because|so|but|and|or|experience|see|save|photo|image|video|summary|highlights|key|note|source|updated|watch|listen|download|neue|neuer|neues|nouvelle|nouveau|nouvelles|nouveaux|nueva|nuevo|nuevas|nuevos|nuova|nuovo|nova|novo|nieuwe|nye|ny)$/iu;
const MONTH_OR_DAY =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|spring|summer|fall|autumn|winter|q[1-4]|fy\d*|\d.*)$/iu;

/** `Acme Corp CEO Jane Poe joined …`: somebody speaks about the release's news. */
const OFFICER =
  /(?<=\S)(?:['’]s?)?\s(?:CEO|CFO|COO|CTO|President|Vice President|Executive (?:Chairman|Chair|Director)|Chair(?:man|woman)|Founder|Co-Founder|Managing Director|Director|Owner|Chief)\s(?=\p{Lu})/u;

const REACH = 420;

/** The subject of the sentence that a text opens with. @param at where the sentence begins */
export function subjectOf(text: string, at = 0): Subject | undefined {
  const head = text.slice(at, at + REACH);
  const lead = head.search(/[^\s"“”*«–—-]/u);
  if (lead < 0) return undefined;
  const start = afterOpening(head, lead);
  if (start === undefined) return undefined;
  const article =
    /^(?:the|die|der|das|la|le|les|el|los|il|lo|o|a|het|de)\s(?=["“«]?[\p{Lu}\d])/iu.exec(head.slice(start))?.[0]
      .length ?? 0;
  const found = nameAt(head, start + article);
  if (!found || !isName(found.name)) return undefined;
  const officer = OFFICER.exec(found.name);
  if (officer) return { name: found.name.slice(0, officer.index), strength: 1, officer: true };
  const { strength, short } = follow(head, found.end);
  return { name: found.name, strength, ...(short === undefined ? {} : { short }) };
}

/** `As a leader in detailing, Auto Detail …`, `At Acme, we …`: where the subject stands. */
function afterOpening(head: string, lead: number): number | undefined {
  const opening = OPENING.exec(head.slice(lead, lead + 20));
  if (!opening) return lead;
  const behind = lead + opening[0].length;
  if (/^(?:at|according)\s/iu.test(opening[0])) {
    const inside = head.slice(behind).startsWith('to ') ? behind + 3 : behind;
    if (nameAt(head, inside) && /^(?:[^,]{2,60}), (?:we|our)\b|^[^,]{2,80}['’]s? /u.test(head.slice(inside)))
      return inside;
  }
  const comma = head.slice(0, 220).indexOf(', ', behind);
  return comma < 0 ? undefined : comma + 2;
}

const isName = (name: string): boolean => {
  const [first = ''] = name.split(/\s/, 1);
  if (PLAIN.test(first.replace(/[.,]$/, '')) && !/\s\p{Lu}/u.test(name)) return false;
  return name.length > 1 && name.length <= 120 && !MONTH_OR_DAY.test(name) && /\p{L}/u.test(name);
};

/** What stands behind a name: its short form or ticker in brackets, an apposition, a verb. */
function follow(head: string, end: number): { strength: 1 | 2 | 3; short?: string } {
  let rest = head.slice(end).replace(/^[®™©”"»]+/u, '');
  let short: string | undefined;
  let strength: 1 | 2 = 1;
  for (let bracket = /^\s?\(([^()]{1,160})\)/u.exec(rest); bracket; bracket = /^\s?\(([^()]{1,160})\)/u.exec(rest)) {
    const inside = bracket[1] ?? '';
    short ??= /^(?:[“"']|the |hereinafter |“the )*([\p{Lu}\d][\p{L}\d&.\- ]{1,30})["”']*(?:$|[,;] | or )/u.exec(
      inside,
    )?.[1];
    if (inside.includes(':') || short !== undefined) strength = 2;
    rest = rest.slice(bracket[0].length);
  }
  const apposed =
    /^,\s(?:an?|the|one of|part of|maker|provider|developer|which|who|ein|eine|der|die|das|un|une|una|le|la|il|el|het|een|um|uma)\s/iu.test(
      rest,
    );
  if (apposed) {
    strength = 2;
    const close = /, (?:(?:has|have|is|are|will|was) )?(?:today |proudly |recently |officially |has )*(?=\p{Ll})/gu;
    close.lastIndex = 2;
    for (let match = close.exec(rest); match; match = close.exec(rest)) {
      if (announcesAt(rest.slice(match.index + 1))) return { strength: 3, ...(short === undefined ? {} : { short }) };
      close.lastIndex = match.index + 2;
    }
  }
  const told = announcesAt(rest) || (/^['’]s? [^.]{3,80}/u.test(rest) === false && announcesAt(rest.replace(/^,/, '')));
  return { strength: told ? 3 : strength, ...(short === undefined ? {} : { short }) };
}

/** Whether a verb of announcing follows, behind at most a few small words. */
function announcesAt(rest: string): boolean {
  const words = rest.slice(0, 90).trimStart().split(/\s+/).slice(0, 7);
  for (const word of words) {
    const bare = word.replace(/[.,;]$/, '');
    if (announces(bare)) return true;
    if (!ADVERB.test(bare)) return false;
  }
  return false;
}

const SEPARATED = /\s[|–—-]\s|:\s/u;

/** The subject of a title: the words before its verb. Titles in capitals or with capitals throughout are told by the verb. */
export function titleSubject(title: string): Subject | undefined {
  const head = title.slice(0, 200);
  const words = head.split(/\s+/).slice(0, 14);
  const verb = words.findIndex((word, i) => i > 0 && announces(word) && /\p{L}$/u.test(word));
  if (verb > 0) {
    let end = verb;
    while (end > 1 && ADVERB.test(words[end - 1] ?? '')) end--;
    const name = words.slice(0, end).join(' ').split(SEPARATED).at(-1) ?? '';
    const bare = name.replace(/^The\s/u, '').replace(/['’]s$/u, '');
    return isTitleName(bare) ? { name: bare, strength: 2 } : undefined;
  }
  const found = nameAt(head, 0);
  if (!found || found.end >= head.length || !isTitleName(found.name)) return undefined;
  return found.name.split(' ').length < 5 ? { name: found.name, strength: 1 } : undefined;
}

const MODAL = /^(?:Could|Would|Should|Will|Can|May|Might|Must|Is|Are|Was|Has|Have|Does|Do|That|Into|How|Why|What)$/u;
const SMALL = /^(?:The|A|An|Of|For|To|In|On|At|By|With|From|And|Or|As|Its|Their)$/u;

/** A name as titles have them: no small words but those that join, no number of things. */
function isTitleName(name: string): boolean {
  const words = name.split(/\s+/);
  if (words.length > 8 || !isName(name) || PLAIN.test(words[0] ?? '') || /^\d+\b(?!-)/.test(name)) return false;
  if (words.some((word) => MODAL.test(word)) || SMALL.test(words.at(-1) ?? '')) return false;
  return words.every((word) => JOINS.has(word) || /^[“"'‘«(]?[\p{Lu}\p{N}\p{Lo}&+-]|^[a-z]{1,3}\p{Lu}/u.test(word));
}
