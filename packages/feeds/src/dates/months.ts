/** Months in the languages that feeds state dates in; abbreviations are matched by their beginning. */
const NAMES: readonly string[] = [
  'jan january januar januari janvier janv jänner gennaio gen enero ene janeiro styczeń stycznia sty leden ledna január tammikuu ocak ιανουαρίου ιαν января янв',
  'feb february februar februari février fevrier févr fevr febbraio febrero fevereiro fev luty lutego lut únor února február helmikuu şubat φεβρουαρίου φεβ февраля фев',
  'mar march märz marz mär mrz maart mrt mars marzo março marco marzec marca březen března március maaliskuu mart μαρτίου μαρ марта мар',
  'apr april avril avr aprile abril abr kwiecień kwietnia kwi duben dubna április ápr huhtikuu nisan απριλίου απρ апреля апр',
  'may mai mei maj maio mayo maggio mag květen května május máj toukokuu mayıs μαΐου μαϊ мая май',
  'jun june juni juin giugno giu junio junho czerwiec czerwca cze červen června június jún kesäkuu haziran ιουνίου ιουν июня июн',
  'jul july juli juillet juil luglio lug julio julho lipiec lipca lip červenec července július júl heinäkuu temmuz ιουλίου ιουλ июля июл',
  'aug august augustus août aout aoû agosto ago sierpień sierpnia sie srpen srpna augusztus elokuu ağustos αυγούστου αυγ августа авг',
  'sep sept september septembre settembre set septiembre setembro wrzesień września wrz září szeptember szept syyskuu eylül σεπτεμβρίου σεπ сентября сен',
  'oct october okt oktober octobre ottobre ott octubre outubro out październik października paź říjen října október lokakuu ekim οκτωβρίου οκτ октября окт',
  'nov november novembre noviembre novembro listopad listopada lis listopadu marraskuu kasım νοεμβρίου νοε ноября ноя',
  'dec december dez dezember décembre decembre déc dicembre dic diciembre dezembro grudzień grudnia gru prosinec prosince joulukuu aralık δεκεμβρίου δεκ декабря дек',
];

const fold = (word: string): string => word.normalize('NFC').toLowerCase();

const BY_NAME = new Map(NAMES.flatMap((names, i) => names.split(' ').map((name) => [fold(name), i + 1] as const)));

/** The number of a month, from 1; undefined where the word is none. */
export const monthNumber = (word: string): number | undefined => BY_NAME.get(fold(word));
