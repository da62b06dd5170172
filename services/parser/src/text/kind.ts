import type { Found } from '../draft.ts';
import { wordKey } from './fold.ts';

/** Words that name a kind of release, by language. Keys as `wordKey` makes them; matched as whole words. */
const WORDS: readonly (readonly [kind: string, words: string])[] = [
  [
    'advisory',
    'media advisory|press advisory|advisory|media alert|news advisory|avis aux medias|presseeinladung|aviso a los medios',
  ],
  [
    'press-release',
    'press release|news release|media release|pressrelease|pressemitteilung|presseinformation|medienmitteilung|presseaussendung|communique de presse|communique|nota de prensa|comunicado de prensa|comunicado|comunicato stampa|nota a imprensa|comunicado de imprensa|persbericht|пресс-релиз|pressmeddelande|pressemeddelelse|pressemelding|lehdistotiedote|komunikat prasowy|tiskova zprava|basin bulteni|newspressrelease',
  ],
  [
    'speech',
    'speech|remarks|address|keynote|rede|ansprache|discours|discurso|discorso|toespraak|выступление|речь|oral statement|transcript',
  ],
  [
    'statement',
    'statement|joint statement|readout|erklarung|stellungnahme|declaration|declaracion|dichiarazione|declaracao|verklaring|заявление',
  ],
  [
    'report',
    'report|reportagenewsarticle|bericht|rapport|informe|rapporto|relatorio|доклад|white paper|study|publication',
  ],
  [
    'notice',
    'notice|public notice|bekanntmachung|hinweis|avis|aviso|avviso|kennisgeving|уведомление|bulletin|announcement|regulatory filing|ad-hoc|ad hoc',
  ],
  [
    'article',
    'article|newsarticle|news story|blog post|blogposting|blog|artikel|articulo|articolo|artigo|analysisnewsarticle|opinionnewsarticle|story|feature',
  ],
];

const TABLE = new Map(WORDS.flatMap(([kind, words]) => words.split('|').map((word) => [word, kind] as const)));
const LONGEST = 40;

/** The kind that a short text names as a whole: a part of a stamp, a schema.org type, a line before the title. */
export function kindNamed(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const key = wordKey(text).replace(/[:\s]+$/, '');
  return TABLE.get(key) ?? TABLE.get(key.replace(/s$/, ''));
}

/** How titles of some kinds begin: `Statement by the …`, `Remarks at …`, `Speech: …`. */
const TITLE =
  /^((?:joint |press |oral |media )?[\p{L}-]+)(?::|\s(?:by|of|from|at|on|to|von|des|der|du|de|del|da|di)\s)/iu;

export function kindOfTitle(title: string): string | undefined {
  const word = TITLE.exec(title.slice(0, LONGEST))?.[1];
  const kind = word === undefined ? undefined : kindNamed(word);
  return kind === 'article' || kind === 'report' || kind === 'press-release' ? undefined : kind;
}

/** The first of the candidates that names a kind. */
export function chooseKind(candidates: readonly Found[]): { kind: string; from: string } | undefined {
  for (const { text, from } of candidates) {
    const kind = kindNamed(text);
    if (kind !== undefined) return { kind, from };
  }
  return undefined;
}
