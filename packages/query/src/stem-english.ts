/**
 * Forms that the rules below would misjudge: plurals without -s, words that only look inflected, and names of
 * institutions that must not become common words (United, Commons, Customs).
 */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    men: 'man',
    women: 'woman',
    children: 'child',
    crisis: 'crisis',
    crises: 'crisis',
    analysis: 'analys',
    gases: 'gas',
    buses: 'bus',
    skis: 'ski',
    skies: 'sky',
    sky: 'sky',
    dying: 'die',
    lying: 'lie',
    tying: 'tie',
    united: 'united',
    commons: 'commons',
    customs: 'customs',
    news: 'news',
    evening: 'evening',
    morning: 'morning',
    during: 'during',
    inning: 'inning',
    outing: 'outing',
    canning: 'canning',
    herring: 'herring',
    earring: 'earring',
    howe: 'howe',
    atlas: 'atlas',
    cosmos: 'cosmos',
    bias: 'bias',
    andes: 'andes',
  }),
);

const isVowel = (code: number): boolean =>
  // a e i o u y; a consonantal y is written Y
  code === 97 || code === 101 || code === 105 || code === 111 || code === 117 || code === 121;

function hasVowel(word: string, end: number): boolean {
  for (let i = 0; i < end; i += 1) if (isVowel(word.charCodeAt(i))) return true;
  return false;
}

/** Where the region after the first consonant that follows a vowel begins, from an offset on: Porter's R1, then R2. */
function regionAfter(word: string, from: number): number {
  for (let i = from + 1; i < word.length; i += 1) {
    if (!isVowel(word.charCodeAt(i)) && isVowel(word.charCodeAt(i - 1))) return i + 1;
  }
  return word.length;
}

/** The word up to `end` ends in a short syllable. */
function endsShort(word: string, end: number): boolean {
  const last = word.charCodeAt(end - 1);
  if (end === 2) return isVowel(word.charCodeAt(0)) && !isVowel(last);
  const w = 119;
  const x = 120;
  const consonantalY = 89;
  return (
    end > 2 &&
    !isVowel(last) &&
    last !== w &&
    last !== x &&
    last !== consonantalY &&
    isVowel(word.charCodeAt(end - 2)) &&
    !isVowel(word.charCodeAt(end - 3))
  );
}

/** Step 1a: plurals. */
function withoutPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ies') || word.endsWith('ied')) return word.slice(0, word.length > 4 ? -2 : -1);
  if (!word.endsWith('s') || word.endsWith('us') || word.endsWith('ss')) return word;
  return hasVowel(word, word.length - 2) ? word.slice(0, -1) : word;
}

/** Step 1b: -ed and -ing. */
function withoutTense(word: string): string {
  if (word.endsWith('eed')) return word.length - 3 >= regionAfter(word, 0) ? word.slice(0, -1) : word;
  const cut = word.endsWith('ed') ? 2 : word.endsWith('ing') ? 3 : 0;
  if (cut === 0 || !hasVowel(word, word.length - cut)) return word;
  const stem = word.slice(0, -cut);
  if (stem.endsWith('at') || stem.endsWith('bl') || stem.endsWith('iz')) return `${stem}e`;
  if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(stem)) return stem.slice(0, -1);
  return regionAfter(stem, 0) >= stem.length && endsShort(stem, stem.length) ? `${stem}e` : stem;
}

/** Step 1c: a final y after a consonant becomes i, so that `policy` meets `policies`. */
function withoutFinalY(word: string): string {
  const last = word.at(-1);
  if (word.length < 3 || (last !== 'y' && last !== 'Y') || isVowel(word.charCodeAt(word.length - 2))) return word;
  return `${word.slice(0, -1)}i`;
}

/** Step 5: a final e goes where no short word needs it, so that `invade` meets `invading`. */
function withoutFinalE(word: string): string {
  if (!word.endsWith('e')) return word;
  const at = word.length - 1;
  const r1 = regionAfter(word, 0);
  if (at >= regionAfter(word, r1) || (at >= r1 && !endsShort(word, at))) return word.slice(0, -1);
  return word;
}

/**
 * The stem that the inflected forms of an English word share: plurals, -ed, -ing, final y and e. These are the steps 1
 * and 5 of M. F. Porter's English (Porter2) stemmer. Its derivational steps 2–4 are left out on purpose: they make
 * `international` and `internal`, `important` and `import`, `organisation` and `organ` one word, which no reader of
 * alerts wants.
 *
 * @param word a–z only, three letters or more
 */
export function stemEnglish(word: string): string {
  const exception = EXCEPTIONS.get(word);
  if (exception !== undefined) return exception;
  const marked = word.includes('y') ? word.replace(/^y|(?<=[aeiouy])y/g, 'Y') : word;
  const stem = withoutFinalE(withoutFinalY(withoutTense(withoutPlural(marked))));
  return stem.includes('Y') ? stem.toLowerCase() : stem;
}
