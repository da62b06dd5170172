/** Month names and their short forms by language; keys as `wordKey` makes them (no accents, lower case). */
const NAMES: Readonly<Record<string, string>> = {
  en: 'january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|november nov|december dec',
  de: 'januar janner jaenner jan|februar feber feb|marz maerz mrz|april apr|mai|juni jun|juli jul|august aug|september sept sep|oktober okt|november nov|dezember dez',
  fr: 'janvier janv|fevrier fevr fev|mars|avril avr|mai|juin|juillet juil|aout|septembre sept|octobre oct|novembre nov|decembre dec',
  es: 'enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago|septiembre setiembre sep|octubre oct|noviembre nov|diciembre dic',
  it: 'gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug|agosto ago|settembre set sett|ottobre ott|novembre nov|dicembre dic',
  pt: 'janeiro jan|fevereiro fev|marco mar|abril abr|maio mai|junho jun|julho jul|agosto ago|setembro set|outubro out|novembro nov|dezembro dez',
  nl: 'januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug|september sept sep|oktober okt|november nov|december dec',
  ru: 'января январь янв|февраля февраль фев февр|марта март мар|апреля апрель апр|мая маи|июня июнь июн|июля июль июл|августа август авг|сентября сентябрь сен сент|октября октябрь окт|ноября ноябрь ноя нояб|декабря декабрь дек',
  uk: 'січня січень|лютого лютии|березня березень|квітня квітень|травня травень|червня червень|липня липень|серпня серпень|вересня вересень|жовтня жовтень|листопада листопад|грудня грудень',
  pl: 'stycznia styczen sty|lutego luty lut|marca marzec|kwietnia kwiecien kwi|maja maj|czerwca czerwiec cze|lipca lipiec lip|sierpnia sierpien sie|wrzesnia wrzesien wrz|pazdziernika pazdziernik paz|listopada listopad lis|grudnia grudzien gru',
  cs: 'ledna leden|unora unor|brezna brezen|dubna duben|kvetna kveten|cervna cerven|cervence cervenec|srpna srpen|zari|rijna rijen|listopadu|prosince prosinec',
  sv: 'januari jan|februari feb|mars|april apr|maj|juni jun|juli jul|augusti aug|september sep|oktober okt|november nov|december dec',
  da: 'januar jan|februar feb|marts mar|april apr|maj|juni jun|juli jul|august aug|september sep|oktober okt|november nov|december dec',
  no: 'januar jan|februar feb|mars mar|april apr|mai|juni jun|juli jul|august aug|september sep|oktober okt|november nov|desember des',
  fi: 'tammikuuta tammikuu|helmikuuta helmikuu|maaliskuuta maaliskuu|huhtikuuta huhtikuu|toukokuuta toukokuu|kesakuuta kesakuu|heinakuuta heinakuu|elokuuta elokuu|syyskuuta syyskuu|lokakuuta lokakuu|marraskuuta marraskuu|joulukuuta joulukuu',
  tr: 'ocak|subat|mart|nisan|mayıs mayis|haziran|temmuz|agustos|eylul|ekim|kasım kasim|aralık aralik',
  ro: 'ianuarie ian|februarie feb|martie mar|aprilie apr|mai|iunie iun|iulie iul|august aug|septembrie sept|octombrie oct|noiembrie nov|decembrie dec',
  id: 'januari|februari|maret|april|mei|juni|juli|agustus agt|september|oktober|november|desember',
  el: 'ιανουαριου ιαν|φεβρουαριου φεβ|μαρτιου μαρ|απριλιου απρ|μαιου μαι|ιουνιου ιουν|ιουλιου ιουλ|αυγουστου αυγ|σεπτεμβριου σεπ|οκτωβριου οκτ|νοεμβριου νοε|δεκεμβριου δεκ',
};

/** Word → month, 1 to 12. Where languages disagree about a word (Czech and Polish `listopad`) it is left out. */
const MONTHS = ((): ReadonlyMap<string, number> => {
  const months = new Map<string, number>();
  const disputed = new Set<string>();
  for (const names of Object.values(NAMES)) {
    for (const [index, words] of names.split('|').entries()) {
      for (const word of words.split(' ')) {
        const known = months.get(word);
        if (known !== undefined && known !== index + 1) disputed.add(word);
        months.set(word, index + 1);
      }
    }
  }
  for (const word of disputed) months.delete(word);
  return months;
})();

/** The month that a word names in some language, 1 to 12. @param key as `wordKey` makes it */
export const monthOf = (key: string): number | undefined => MONTHS.get(key);
