/** A language's own sentence templates. Slots: {org} {org2} {person} {place} {thing} {number} {month} {year}. */
export interface Phrasebook {
  readonly language: string;
  readonly titles: readonly [string, ...string[]];
  readonly sentences: readonly [string, ...string[]];
  readonly things: readonly [string, ...string[]];
  readonly months: readonly [string, ...string[]];
  /** Stands around the release on a page and is no part of it. */
  readonly boilerplate: readonly [string, ...string[]];
}

const ENGLISH: Phrasebook = {
  language: 'en',
  titles: [
    '{org} and {org2} agree on {thing} for {place}',
    '{org} names {person} to lead its work on {thing}',
    'New {thing} opens in {place} after {number} days of trials, says {org}',
    '{org} publishes its {year} report on {thing} in {place}',
  ],
  sentences: [
    '{org} said on Tuesday that its {thing} in {place} had passed the last of {number} inspections.',
    'The work took {number} people from {month} to the end of the season and cost less than planned.',
    '“We began with a sheet of paper and a great many doubts,” said {person}, who leads the project.',
    '{person} thanked the neighbours in {place} for their patience and their sharp questions.',
    'Together with {org2} the company will offer the {thing} to {number} households in {place} by {month} {year}.',
    'An independent review found the {thing} safer than the one it replaces, and {number} per cent cheaper to run.',
    'Both sides will publish what they measure every {month}, so that anybody can check the figures.',
    'The board of {org} has set aside {number} million crowns for repairs, training and a small museum.',
    '{org2} remains responsible for upkeep, while {org} takes over planning and sales.',
    'Critics had asked for a longer trial; {person} answered that {number} nights of measurements lie open to view.',
    'Deliveries start in {month} {year}, first along the coast near {place}, later inland.',
    'Nothing in this statement changes the outlook that {org} gave its members in {month}.',
    'Schools may visit the site on {number} days a year, free of charge and with a guide.',
    'The agreement runs for {number} years and can be ended by either side with half a year’s notice.',
  ],
  things: ['tide mill', 'night ferry', 'seed archive', 'weather radar', 'repair yard', 'data register', 'rail link'],
  months: ['January', 'March', 'April', 'June', 'August', 'October', 'December'],
  boilerplate: ['Skip to content', 'Home', 'Newsroom', 'Subscribe to our letter', 'All rights reserved', 'Imprint'],
};

const GERMAN: Phrasebook = {
  language: 'de',
  titles: [
    '{org} und {org2} einigen sich über {thing} in {place}',
    '{person} leitet künftig {thing} bei {org}',
    '{org} legt Bericht {year} über {thing} in {place} vor',
  ],
  sentences: [
    '{org} hat am Dienstag mitgeteilt, dass {thing} in {place} die letzte von {number} Prüfungen bestanden hat.',
    'Die Arbeiten dauerten {number} Tage und kosteten weniger als geplant.',
    '„Wir haben mit einem Blatt Papier und vielen Zweifeln angefangen“, sagte {person}.',
    'Gemeinsam mit {org2} sollen ab {month} {year} rund {number} Haushalte in {place} versorgt werden.',
    'Beide Seiten veröffentlichen jeden Monat ihre Messwerte, damit jeder die Zahlen nachprüfen kann.',
    'Der Vorstand von {org} stellt {number} Millionen Kronen für Reparaturen und Ausbildung bereit.',
    'Die Vereinbarung gilt {number} Jahre und kann von jeder Seite gekündigt werden.',
    'Schulen dürfen die Anlage an {number} Tagen im Jahr kostenlos besuchen.',
  ],
  things: ['das Gezeitenwerk', 'die Nachtfähre', 'das Saatgutarchiv', 'das Wetterradar', 'die Werft'],
  months: ['Januar', 'März', 'April', 'Juni', 'August', 'Oktober', 'Dezember'],
  boilerplate: ['Zum Inhalt springen', 'Startseite', 'Presse', 'Rundbrief bestellen', 'Alle Rechte vorbehalten'],
};

const FRENCH: Phrasebook = {
  language: 'fr',
  titles: [
    '{org} et {org2} s’accordent sur {thing} à {place}',
    '{person} dirigera {thing} chez {org}',
    '{org} publie son rapport {year} sur {thing} à {place}',
  ],
  sentences: [
    '{org} a annoncé mardi que {thing} à {place} avait passé la dernière de {number} inspections.',
    'Les travaux ont duré {number} jours et ont coûté moins que prévu.',
    '« Nous avons commencé avec une feuille de papier et beaucoup de doutes », a déclaré {person}.',
    'Avec {org2}, la société desservira {number} foyers à {place} dès {month} {year}.',
    'Les deux parties publieront chaque mois leurs mesures, afin que chacun puisse vérifier les chiffres.',
    'Le conseil de {org} réserve {number} millions de couronnes aux réparations et à la formation.',
    'L’accord court sur {number} ans et peut être dénoncé par chacune des parties.',
    'Les écoles peuvent visiter le site {number} jours par an, gratuitement et avec un guide.',
  ],
  things: ['le moulin à marée', 'le bac de nuit', 'la banque de semences', 'le radar météo', 'le chantier'],
  months: ['janvier', 'mars', 'avril', 'juin', 'août', 'octobre', 'décembre'],
  boilerplate: ['Aller au contenu', 'Accueil', 'Espace presse', 'S’abonner', 'Tous droits réservés'],
};

const JAPANESE: Phrasebook = {
  language: 'ja',
  titles: ['{org}、{place}で{thing}を開始', '{org}と{org2}が{thing}で合意', '{org}、{year}年の{thing}報告を公表'],
  sentences: [
    '{org}は火曜日、{place}の{thing}が{number}回の検査をすべて終えたと発表した。',
    '工事には{number}日かかり、費用は計画を下回った。',
    '「一枚の紙と多くの疑問から始まった」と{person}は述べた。',
    '{org2}と協力し、{year}年{month}までに{place}の{number}世帯に届ける予定である。',
    '両者は毎月の測定値を公開し、誰でも数字を確かめられるようにする。',
    '{org}の理事会は修理と研修のために{number}百万クローネを用意した。',
  ],
  things: ['潮力発電所', '夜行フェリー', '種子保管庫', '気象レーダー', '修理工場'],
  months: ['1月', '3月', '4月', '6月', '8月', '10月', '12月'],
  boilerplate: ['本文へ移動', 'ホーム', 'ニュース', 'お問い合わせ'],
};

/** English first: it is the one used where no other is asked for. */
export const PHRASEBOOKS: readonly [Phrasebook, ...Phrasebook[]] = [ENGLISH, GERMAN, FRENCH, JAPANESE];
