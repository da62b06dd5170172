import { wordKey } from '../text/fold.ts';

/** Month names, their inflections and short forms by language, from January on. Matched as `wordKey` folds them. */
const NAMES: Readonly<Record<string, string>> = {
  en: 'january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|november nov|december dec',
  de: 'januar jänner jaenner jan|februar feber feb|märz maerz mär mrz|april apr|mai|juni jun|juli jul|august aug|september sept sep|oktober okt|november nov|dezember dez',
  fr: 'janvier janv jan|février févr fév|mars|avril avr|mai|juin|juillet juil|août|septembre sept|octobre oct|novembre nov|décembre déc',
  es: 'enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago|septiembre setiembre sept sep|octubre oct|noviembre nov|diciembre dic',
  ca: 'gener gen|febrer febr|març|abril abr|maig|juny|juliol jul|agost ag|setembre set|octubre oct|novembre nov|desembre des',
  it: 'gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug|agosto ago|settembre set sett|ottobre ott|novembre nov|dicembre dic',
  pt: 'janeiro jan|fevereiro fev|março mar|abril abr|maio mai|junho jun|julho jul|agosto ago|setembro set|outubro out|novembro nov|dezembro dez',
  nl: 'januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug|september sept sep|oktober okt|november nov|december dec',
  ru: 'января январь янв|февраля февраль фев февр|марта март мар|апреля апрель апр|мая май|июня июнь июн|июля июль июл|августа август авг|сентября сентябрь сен сент|октября октябрь окт|ноября ноябрь ноя нояб|декабря декабрь дек',
  uk: 'січня січень січ|лютого лютий лют|березня березень бер|квітня квітень кві квіт|травня травень тра трав|червня червень чер черв|липня липень лип|серпня серпень сер серп|вересня вересень вер|жовтня жовтень жов жовт|листопада листопад лис|грудня грудень гру груд',
  bg: 'януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември',
  pl: 'stycznia styczeń sty stycz|lutego luty lut|marca marzec|kwietnia kwiecień kwi|maja maj|czerwca czerwiec cze|lipca lipiec lip|sierpnia sierpień sie|września wrzesień wrz|października październik paź|listopada listopad lis|grudnia grudzień gru',
  cs: 'ledna leden led|února únor úno|března březen bře|dubna duben dub|května květen kvě|června červen|července červenec|srpna srpen srp|září|října říjen říj|listopadu listopad|prosince prosinec pro',
  sk: 'januára január|februára február|marca marec|apríla apríl|mája máj|júna jún|júla júl|augusta august|septembra september|októbra október|novembra november|decembra december',
  hu: 'január jan|február febr|március márc|április ápr|május máj|június jún|július júl|augusztus aug|szeptember szept|október okt|november nov|december dec',
  sv: 'januari jan|februari feb|mars mar|april apr|maj|juni jun|juli jul|augusti aug|september sept sep|oktober okt|november nov|december dec',
  da: 'januar jan|februar feb|marts mar|april apr|maj|juni jun|juli jul|august aug|september sept sep|oktober okt|november nov|december dec',
  no: 'januar jan|februar feb|mars mar|april apr|mai|juni jun|juli jul|august aug|september sept sep|oktober okt|november nov|desember des',
  fi: 'tammikuuta tammikuun tammikuu tammi|helmikuuta helmikuun helmikuu helmi|maaliskuuta maaliskuun maaliskuu maalis|huhtikuuta huhtikuun huhtikuu huhti|toukokuuta toukokuun toukokuu touko|kesäkuuta kesäkuun kesäkuu kesä|heinäkuuta heinäkuun heinäkuu heinä|elokuuta elokuun elokuu elo|syyskuuta syyskuun syyskuu syys|lokakuuta lokakuun lokakuu loka|marraskuuta marraskuun marraskuu marras|joulukuuta joulukuun joulukuu joulu',
  et: 'jaanuar|veebruar|märts|aprill|mai|juuni|juuli|august|september|oktoober|november|detsember',
  lv: 'janvāris janvārī|februāris februārī|marts martā|aprīlis aprīlī|maijs maijā|jūnijs jūnijā|jūlijs jūlijā|augusts augustā|septembris septembrī|oktobris oktobrī|novembris novembrī|decembris decembrī',
  lt: 'sausio sausis|vasario vasaris|kovo kovas|balandžio balandis|gegužės gegužė|birželio birželis|liepos liepa|rugpjūčio rugpjūtis|rugsėjo rugsėjis|spalio spalis|lapkričio lapkritis|gruodžio gruodis',
  sl: 'januar|februar|marec|april|maj|junij|julij|avgust|september|oktober|november|december',
  tr: 'ocak oca|şubat şub|mart|nisan nis|mayıs mayis|haziran haz|temmuz tem|ağustos ağu|eylül eyl|ekim eki|kasım kasim kas|aralık aralik ara',
  ro: 'ianuarie ian|februarie feb|martie mar|aprilie apr|mai|iunie iun|iulie iul|august aug|septembrie sept|octombrie oct|noiembrie noi|decembrie dec',
  el: 'ιανουαρίου ιανουάριος ιαν|φεβρουαρίου φεβρουάριος φεβ φεβρ|μαρτίου μάρτιος μαρ|απριλίου απρίλιος απρ|μαΐου μάιος μαϊ|ιουνίου ιούνιος ιουν|ιουλίου ιούλιος ιουλ|αυγούστου αύγουστος αυγ|σεπτεμβρίου σεπτέμβριος σεπ σεπτ|οκτωβρίου οκτώβριος οκτ|νοεμβρίου νοέμβριος νοε νοεμ|δεκεμβρίου δεκέμβριος δεκ',
  id: 'januari jan|februari feb|maret mar|april apr|mei|juni jun|juli jul|agustus agt agu|september sep|oktober okt|november nov|desember des',
  ar: 'يناير كانون_الثاني جانفي|فبراير شباط فيفري|مارس آذار|أبريل إبريل نيسان أفريل|مايو أيار ماي|يونيو يونية حزيران جوان|يوليو يولية تموز جويلية|أغسطس آب أوت|سبتمبر أيلول|أكتوبر تشرين_الأول|نوفمبر تشرين_الثاني|ديسمبر كانون_الأول',
  fa: 'ژانویه|فوریه|مارس|آوریل|مه می|ژوئن|ژوئیه جولای|اوت آگوست|سپتامبر|اکتبر|نوامبر|دسامبر',
  he: 'ינואר בינואר|פברואר בפברואר|מרץ במרץ|אפריל באפריל|מאי במאי|יוני ביוני|יולי ביולי|אוגוסט באוגוסט|ספטמבר בספטמבר|אוקטובר באוקטובר|נובמבר בנובמבר|דצמבר בדצמבר',
  hi: 'जनवरी|फरवरी फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर सितम्बर|अक्टूबर|नवंबर नवम्बर|दिसंबर दिसम्बर',
};

/** Word → month, 1 to 12. Where languages disagree about a word it is left out. */
const MONTHS = ((): ReadonlyMap<string, number> => {
  const months = new Map<string, number>();
  const disputed = new Set<string>();
  for (const names of Object.values(NAMES)) {
    for (const [index, words] of names.split('|').entries()) {
      for (const word of words.split(' ')) {
        const key = wordKey(word.replaceAll('_', ' '));
        const known = months.get(key);
        if (known !== undefined && known !== index + 1) disputed.add(key);
        months.set(key, index + 1);
      }
    }
  }
  for (const word of disputed) months.delete(word);
  return months;
})();

/** The month that a word names in some language, 1 to 12. @param key as `wordKey` makes it */
export const monthOf = (key: string): number | undefined => MONTHS.get(key);

/** Names of months in a language, from January on, first the form that dates have. For tests of reading. */
export const monthNames = (language: keyof typeof NAMES): string[] =>
  (NAMES[language] ?? '').split('|').map((words) => (words.split(' ')[0] ?? '').replaceAll('_', ' '));
