/** The commonest small words of languages, none of which the languages beside it here share in number. */
const WORDS: Readonly<Record<string, string>> = {
  en: 'the of and to in is for that with on as by are this be at from it has was will have its which their or an our not who we been more all can you your they also about but than up out new other into over one such he his she if when these those while through',
  de: 'der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch',
  fr: 'le la les de des et un une du en est que qui dans pour pas sur au plus par ce il avec sont cette son aux ses ou mais nous leur été fait être ont ces sa',
  es: 'el la los las de que y en un una por con para del se su al lo como más pero sus le ha o este sí porque esta entre cuando muy sin sobre también es han son está fue',
  it: 'il lo la gli le di che e un una in per con del della dei delle al alla da dal non si è come più ma anche nel nella sono ha questo dalla sul ai degli suo hanno stato',
  pt: 'o a os as de que e um uma em do da dos das no na nos nas para por com não se mais como ao à são foi pelo pela também sua seu está ser tem pelos entre',
  nl: 'de het een en van in is dat op te zijn met voor niet die aan er om ook als dan maar bij uit nog worden door over tot wordt heeft naar deze hebben of werd kan meer wij onze',
  sv: 'och att det som en på är av för med till den har de inte om ett han men var sig från vi så kan när år under också efter ska eller mot',
  no: 'og i det er en til av på for med den har de ikke som et jeg vil ble om men var også fra eller etter skal være blir kan når ved',
  ca: 'el la els les de que i en un una per amb del dels al se no més com però és són ha han aquest aquesta també seva seu als des entre',
  gl: 'o a os as de que e un unha en do da dos das no na nos nas para por con non se máis como ao é son foi pola tamén súa seu está',
  uk: 'і в у не на що з як це із до за від для також він але а або ж же було бути року ми при та є про',
  bg: 'и в не на че с как това от към за се да е са по при или но а ще което която',
  cs: 'a v na je se to že o jak za od po z do pro jsou ale při které který jako by bylo',
  da: 'og at det er en til af på for med den har de ikke som der et i kan vil blev om men var også fra eller efter skal være',
  pl: 'w i na z się do jest nie to że o jak za od po przez dla są oraz tym był które tego przed',
  ru: 'и в не на что с по как это из у к за от его для также он но а или о же было быть года мы при',
};

const LANGUAGES = Object.keys(WORDS);
const TABLE = ((): ReadonlyMap<string, readonly number[]> => {
  const table = new Map<string, number[]>();
  for (const [index, words] of Object.values(WORDS).entries()) {
    for (const word of words.split(' ')) table.set(word, [...(table.get(word) ?? []), index]);
  }
  return table;
})();

const LEAST_HITS = 10;
/** Of all words; prose has 30 to 50 in a hundred. */
const LEAST_SHARE = 0.16;
const MOST_OTHER = 0.6;

/**
 * The language of prose by its commonest small words, a few microseconds' work; where it is not plain, nothing, and a
 * finer recogniser must look.
 */
export function languageByWords(sample: string): string | undefined {
  const hits = LANGUAGES.map(() => 0);
  const words = eachWord(sample.toLowerCase(), (word) => {
    const indexes = TABLE.get(word);
    if (!indexes) return;
    for (const index of indexes) hits[index] = (hits[index] ?? 0) + 1;
  });
  const best = Math.max(...hits);
  if (best < LEAST_HITS || best < words * LEAST_SHARE) return undefined;
  const plain = hits.filter((count) => count > best * MOST_OTHER).length === 1;
  return plain ? LANGUAGES[hits.indexOf(best)] : undefined;
}

/** None of the table's words is longer. */
const WORD_MOST = Math.max(...[...TABLE.keys()].map((word) => word.length));

/** Calls `take` with each run of letters that can be in the table. @returns into how many words the rest parts the text */
function eachWord(text: string, take: (word: string) => void): number {
  let words = 1;
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (isLetterAt(text, at)) {
      if (start < 0) start = at;
    } else if (start >= 0) {
      if (at < text.length) words++;
      if (at - start <= WORD_MOST) take(text.slice(start, at));
      start = -1;
    }
  }
  return words;
}

/** Letters beyond the first plane count as none: no word of the table has one. */
function isLetterAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 0x80) return code >= 0x61 && code <= 0x7a;
  return at < text.length && /\p{L}/u.test(text.charAt(at));
}
