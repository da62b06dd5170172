import { wordKey } from '../../text/fold.ts';

export type Part = 'about' | 'contact' | 'legal' | 'notes';

/** Headings of the parts beside the news, by language; keys as `wordKey` makes them, matched as a whole. */
const HEADINGS: Readonly<Record<Part, string>> = {
  about:
    'company profile|corporate profile|company overview|boilerplate|about us|about the company|about the organization|about the organisation|uber uns|unternehmensprofil|unternehmensportrat|a propos|a propos de nous|qui sommes-nous|acerca de|acerca de nosotros|sobre nosotros|quienes somos|chi siamo|profilo aziendale|sobre nos|quem somos|over ons|om oss|om os|о компании|о нас|o nas|o spolecnosti|o firmie|hakkımızda|关于我们|公司简介|会社概要|회사 소개',
  contact:
    "contact|contacts|contact details|contact information|contact info|contact us|company contact|company contacts|media contact|media contacts|media contact details|media contact information|press contact|press contacts|press contact information|pr contact|news contact|investor contact|investor contacts|investors contact|ir contact|public relations contact|investor relations|investor relations contact|investor and media contact|investors and media|investors|media|investor inquiries|media inquiries|media enquiries|press inquiries|press enquiries|media relations|press office|press officer|public relations|corporate communications|for more information|for further information|for more information contact|for further information contact|for more information please contact|for further information please contact|for additional information|further information|more information|for media inquiries|for media enquiries|for press inquiries|enquiries|inquiries|general enquiries|contact person|ansprechpartner|ansprechpartnerin|ansprechpartner fur medien|ansprechpartner fur die presse|pressekontakt|medienkontakt|kontakt|kontakte|kontakt fur medien|kontakt fur die presse|medienstelle|pressestelle|ruckfragen|ruckfragehinweis|ruckfragen an|ruckfragen bitte an|fur ruckfragen|weitere informationen|contact presse|contacts presse|contact medias|contacts medias|relations presse|service de presse|relations investisseurs|contacts investisseurs|contact investisseurs|pour plus d’informations|pour plus d'informations|contacto|contactos|contacto de prensa|contacto para prensa|contacto para medios|contacto con los medios|contactos de prensa|relacion con inversores|relaciones con inversores|gabinete de prensa|para mas informacion|mas informacion|contatti|contatto|contatti stampa|contatto stampa|contatti per la stampa|ufficio stampa|per informazioni|per ulteriori informazioni|contato|contatos|contacto de imprensa|contato de imprensa|assessoria de imprensa|informacoes para a imprensa|para mais informacoes|perscontact|contactpersoon|noot voor de pers|voor meer informatie|presskontakt|presskontakter|kontaktpersoner|for ytterligare information|for mer information|pressekontakter|yhteystiedot|lisatietoja|контакты|контакты для сми|контактная информация|пресс-служба|kontakt dla mediow|kontakt prasowy|kontakt pro media|kontakt pro novinare|iletisim|basın iletisim|联系人|联系方式|媒体联系|媒体联系人|媒體聯絡|お問い合わせ|お問い合わせ先|本件に関するお問い合わせ|연락처|문의",
  legal:
    'forward-looking statements|forward looking statements|forward-looking statement|forward-looking information|forward looking information|cautionary statement|cautionary statements|cautionary note|cautionary language|safe harbor|safe harbour|safe harbor statement|safe harbour statement|disclaimer|disclaimers|legal notice|legal disclaimer|important information|important notice|important notices|important legal information|no offer or solicitation|regulatory information|regulatory notice|inside information|non-gaap financial measures|use of non-gaap financial measures|additional information and where to find it|participants in the solicitation|trademarks|copyright|risk factors|zukunftsgerichtete aussagen|zukunftsbezogene aussagen|haftungsausschluss|rechtlicher hinweis|rechtliche hinweise|wichtiger hinweis|avertissement|avertissements|declarations prospectives|enonces prospectifs|mentions legales|aviso legal|declaraciones prospectivas|declaraciones a futuro|informacion legal|dichiarazioni previsionali|avvertenza|avvertenze|declaracoes prospectivas|toekomstgerichte verklaringen|framatriktade uttalanden|заявления прогнозного характера|免责声明|前瞻性声明|前瞻性陈述|免責事項',
  notes:
    "notes to editors|notes to editor|note to editors|note to editor|notes for editors|note for editors|editor’s note|editor's note|editors’ notes|editor notes|editors note|notes|notes to the editor|note to media|note to journalists|hinweis fur die redaktion|hinweise fur die redaktion|hinweis an die redaktion|anmerkung an die redaktion|redaktioneller hinweis|hinweise fur journalisten|notes aux redacteurs|note aux redacteurs|note aux redactions|notes aux redactions|notas para editores|notas a los editores|nota a los editores|nota para editores|nota al editor|note per i redattori|note per la redazione|notas aos editores|nota ao editor|noot voor de redactie|noten voor de redactie|noot aan de redactie|till redaktionen|примечание для редакторов|примечания для редакторов|ends|ende|fin|fine|fim|end|-30-|30",
};

const TABLE = new Map(
  (Object.keys(HEADINGS) as Part[]).flatMap((part) => HEADINGS[part].split('|').map((words) => [words, part] as const)),
);

/** Headings that go on with a name or the like, by how they begin. */
const BEGINNINGS: readonly (readonly [Part, RegExp])[] = [
  [
    'legal',
    /^(?:cautionary (?:note|statement|language)|forward[- ]looking|safe harbou?r|disclaimers?\b|notice regarding|note regarding (?:forward|use)|statement (?:regarding|concerning|on) forward|important (?:information|notice) (?:about|for|regarding)|non-gaap|special note regarding|zukunftsgerichtete|d[ée]clarations prospectives|[ée]nonc[ée]s prospectifs|declaraciones prospectivas|haftungsausschluss|aviso legal)/iu,
  ],
  [
    'notes',
    /^(?:notes?|hinweise?|anmerkung(?:en)?) (?:to|for|f[uü]r|an) (?:the |die |den |das )?(?:news )?(?:editors?|redaktion|journalist|media|medien)/iu,
  ],
  [
    'contact',
    /^(?:media|press|investor|pr|company|news|corporate|presse|medien)[ -]?(?:and|&|\/)?[ \w&/]{0,24}(?:contacts?|kontakte?|inquir(?:y|ies)|enquir(?:y|ies)|relations)\b/iu,
  ],
  [
    'contact',
    /^(?:for (?:more|further|additional|media|press|general) (?:information|details|inquiries|enquiries|queries)|for (?:interviews?|enquiries|inquiries))\b[^.]{0,40}contact/iu,
  ],
  [
    'contact',
    /^(?:(?:media |press |pr |investor )?contacts?|kontakt|pressekontakt|ansprechpartner(?:in)?|contacto|contatti|contato|r[uü]ckfragen|r[uü]ckfragehinweis)\s?:/iu,
  ],
  [
    'contact',
    /^(?:contacts? (?:details|info(?:rmation)?|persons?|for|us|presse|m[eé]dias|investisseurs)|ansprechpartner(?:in)?|pressekontakt)[^.!?]{0,60}$/iu,
  ],
];

/** `About Acme` and its like: the rest is the name. */
const ABOUT =
  /^(?:about|(?:über|ueber)(?: den| die| das)?|à propos (?:de la société|de la|de l['’]|d['’]|du|des|de)|a propos (?:de la|de l['’]|d['’]|du|des|de)|acerca (?:de la|del|de)|sobre(?: a| o| la| el)?|informazioni su(?:l|lla|ll['’])?|chi è|over|om|tietoa|о компании|о|o společnosti|o firmie|o spółce)[\s:]*(?=["“«„]?[\p{Lu}\p{N}])/iu;
const ABOUT_AFTER = /^(.{2,60}?)\s?(?:hakkında|について|에 대하여|소개)$/u;
const ABOUT_CJK = /^(?:关于|關於)\s?(.{2,40})$/u;
/** `About` with these is a topic of the news, or a page's own menu. */
const TOPIC =
  /^(?:the\s)?(?:study|trial|research|survey|report|analysis|method|data|office|page|site|author|book|film|album|event|program(?:me)?|project|award|offering|transaction|agreement|merger|methodology)s?\b/iu;

const LONGEST = 110;

/** The part that a short text heads, and for `About X` whom it names. */
export function headingOf(text: string): { readonly part: Part; readonly name?: string } | undefined {
  if (text.length > LONGEST) return undefined;
  const bare = text.replace(/^[\s*#_–—>■▪●-]+/u, '').replace(/[\s:*_#–—-]+$/u, '');
  if (bare === '') return undefined;
  const whole = TABLE.get(wordKey(bare));
  if (whole !== undefined) return { part: whole };
  const about = aboutName(bare);
  if (about !== undefined) return { part: 'about', ...(TOPIC.test(about) ? {} : { name: about }) };
  for (const [part, regex] of BEGINNINGS) if (regex.test(bare) || regex.test(text)) return { part };
  return undefined;
}

function aboutName(text: string): string | undefined {
  const lead = ABOUT.exec(text)?.[0];
  const name =
    lead === undefined ? (ABOUT_AFTER.exec(text)?.[1] ?? ABOUT_CJK.exec(text)?.[1]) : text.slice(lead.length);
  if (name === undefined || name.length > 90 || /[!?;]|\.\s/.test(name.replace(/\b\p{L}{1,4}\.\s/gu, '')))
    return undefined;
  // A sentence about something has verbs and small words; a name hardly any.
  const words = name.split(/\s+/);
  const small = words.filter((word) => /^\p{Ll}/u.test(word)).length;
  return words.length <= 12 && small <= Math.max(1, words.length / 3) ? name : undefined;
}

/** How paragraphs of legal notices begin, which often have no heading. */
const LEGAL_TEXT =
  /^(?:(?:this|the) (?:press |news |media )?(?:release|announcement|communication|document|information|report)\b.{0,120}?(?:forward[- ]looking|does not constitute|is not (?:an )?(?:offer|intended)|not for (?:release|distribution))|certain (?:statements|information|matters)\b.{0,160}?forward|(?:except for|other than) historical|forward[- ]looking statements? |statements in this .{0,60}?(?:forward|not historical)|neither (?:the )?(?:tsx|cse|canadian|cboe|otc|regulation)|all (?:trademarks|other trademarks|product names)|not for (?:distribution|release|publication)|the securities (?:described|referred|offered|have not)|no securities regulat|diese (?:mitteilung|presse\p{L}*|veröffentlichung|bekanntmachung) .{0,80}?(?:zukunft|kein angebot|weder)|ce communiqué .{0,100}?(?:prospectiv|ne constitue)|est[ea] (?:comunicado|nota) .{0,100}?(?:prospectiv|futuro|no constituye)|questo comunicato .{0,100}?(?:previsional|non costituisce))/iu;

/** Letters that such paragraphs begin with: the rest need no regex. */
const LEGAL_FIRST = new Set([...'TtCcEeOoFfSsNnAaDdQq']);

export const isLegalText = (text: string): boolean =>
  text.length > 60 && LEGAL_FIRST.has(text.charAt(0)) && LEGAL_TEXT.test(text.slice(0, 240));
