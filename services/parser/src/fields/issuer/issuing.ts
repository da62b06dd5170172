import { isOrganisationWord } from './name.ts';

/** Words that name anything; a name of nothing else is none. */
const GENERIC = new Set(
  `city state county town village district province region country nation government council department ministry minister
  office officials prosecutors police court university school company companies corporation group team board committee
  agency authority authorities commission congress parliament senate house mayor governor president secretary members
  researchers scientists experts investors shareholders customers residents media press news contact contacts public
  affairs relations information officer investor communications details enquiries inquiries pr marketing author book
  report study project program programme event conference north south east west general national federal attorney
  united states the of and for a an our your new first today us u.s uk eu`.split(/\s+/),
);
/** What is made by bodies and is none of them. */
const MADE =
  /\b(?:Act|Bill|Law|Treaty|Directive|Regulations?|Convention|Agreement|Resolution|Amendment|Executive Order|Protocol|Journal of [^,]{1,60}|Day|Week|Month|Awards?|Summit|Conference|Gesetz|Verordnung|Loi|Ley|Legge|Lei)(?:\s(?:of\s)?\d{4})?$/u;

/** Whether a text can name somebody at all: no law, prize or occasion, no words that name anything. */
export const canName = (name: string): boolean =>
  !MADE.test(name) &&
  !name
    .toLowerCase()
    .split(/[\s/&-]+/u)
    .every((word) => GENERIC.has(word.replace(/[.,]+$/, '')));

/** `the Executive Board of the League`, `Acme Investor Relations`: an organ or desk of the one that issues. */
const ORGAN =
  /^(?:(?:Executive|Governing|Supervisory|Management|Advisory) (?:Board|Committee|Council)|Board of (?:Directors|Trustees)|Management|Members|Shareholders|Officers|Staff|Officials|Researchers|Scientists|Surgeons|Detectives|Engineers|Forschende|Mitglieder|Beamte|Consiglio di Amministrazione|Consejo de Administración|Conselho de Administração|Conseil d['’](?:[Aa]dministration)|Vorstand|Aufsichtsrat) (?:of|at|from|di|de|della|del|da|du|der|des) (?:the |la |los )?(?=[\p{Lu}\d])/u;
const DESK =
  /(?<=\S)[\s,]+(?:Investor Relations|Media Relations|Public Relations|Press Office|Media Office|News Service|Press Team|PR Team|Media Team|Newsroom|Communications(?: Office| Team| Department)?|Pressestelle|Press Contact|Media Contact)$/u;
const CALLED =
  /^(?:[Dd]ebut |[Ll]icensed |[Aa]ward-winning |[Ff]irst-time )?(?:[Aa]uthor|[Ee]sthetician|[Cc]osmetologist|[Ee]ntrepreneur|[Aa]rtist|[Nn]ovelist|[Aa]ttorney|[Ll]awyer|Dr\.?|Mr\.?|Ms\.?|Mrs\.?)\s(?=\p{Lu}\p{Ll}+\s(?:\p{Lu}\.\s)?\p{Lu})/u;
const OFFICE =
  /(?:District Attorney|State['’]s Attorney|County Attorney|City Attorney|Commonwealth['’]s Attorney|Prosecuting Attorney|Attorney General|Sheriff)(?=\s\p{Lu})/u;
const HOLDER =
  /(?:U\.?S\.? Attorney|United States Attorney|Police Chief|Chief|Governor|Gov\.|Mayor|Minister|Secretary|Senator|Sen\.|Congress(?:man|woman)|Commissioner|Comptroller|Treasurer|President|Chancellor|Premier|MP)\s(?:Lord\s|Lady\s|Dr\.?\s|Sir\s|Dame\s)?\p{Lu}[\p{L}'’.-]{0,40}(?:\s\p{Lu}[\p{L}'’.-]{0,40}){0,3}$/u;

/** The one that issues, of a name that goes on with who holds its office or leads to it; empty where that is a person only. */
export function issuing(name: string): string {
  const bare = name.replace(ORGAN, '').replace(DESK, '').replace(CALLED, '');
  const office = OFFICE.exec(bare);
  if (office) return office.index > 0 ? bare.slice(0, office.index + office[0].length) : '';
  const holder = HOLDER.exec(bare);
  return holder && !isOrganisationWord(holder[0].slice(holder[0].lastIndexOf(' ') + 1)) ? '' : bare;
}
