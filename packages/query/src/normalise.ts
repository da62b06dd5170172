/**
 * The marks that are accents or optional points: Latin, Greek and Cyrillic diacritics, Hebrew and Arabic points,
 * variation selectors. The vowel signs of Indic and South-East Asian scripts and the voicing marks of kana tell words
 * apart, so they stay. What is neither letter, mark nor digit (left by compatibility forms such as ⑴) goes, too.
 */
const DROPPED = new RegExp(
  [
    String.raw`[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]`,
    String.raw`[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]`,
    String.raw`[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]`,
    String.raw`[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]`,
    String.raw`\u0640|[^\p{L}\p{M}\p{N}]`,
  ].join('|'),
  'gu',
);

/** Letters that Unicode does not decompose but that people type without. Arabic as in Lucene's ArabicNormalizer. */
const FOLDS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ł: 'l',
  ŋ: 'n',
  ı: 'i',
  ə: 'e',
  ς: 'σ',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
};
const FOLDED = new RegExp(`[${Object.keys(FOLDS).join('')}]`, 'g');

/** The zeros of decimal digits that are read as 0–9: Arabic, Persian, Indic, Thai, Lao, Myanmar, Khmer. */
const ZEROS = [
  0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0x1040, 0x17e0,
];
const FOREIGN_DIGIT = new RegExp(
  `[${ZEROS.map((zero) => `${String.fromCharCode(zero)}-${String.fromCharCode(zero + 9)}`).join('')}]`,
  'g',
);

function asciiDigit(digit: string): string {
  const code = digit.charCodeAt(0);
  return String(code - (ZEROS.findLast((zero) => zero <= code) ?? code));
}

/**
 * A word in the form in which words are compared: NFKD, lower case, without accents, folded, NFC. Idempotent.
 *
 * @returns letters, marks and digits only; empty where the text holds none
 */
export function normaliseWord(word: string): string {
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replace(DROPPED, '')
    .replace(FOLDED, (letter) => FOLDS[letter] ?? letter)
    .replace(FOREIGN_DIGIT, asciiDigit)
    .normalize('NFC');
}
