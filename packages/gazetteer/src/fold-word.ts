const LETTERS: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i' };

/** Folds a word to the key it is looked up by: lower case, without accents, dots and apostrophes. */
export function foldWord(word: string): string {
  let plain = true;
  for (let i = 0; i < word.length && plain; i++) {
    const code = word.charCodeAt(i);
    plain = code < 128 && code !== 0x27 && code !== 0x2e;
  }
  if (plain) return word.toLowerCase();
  const folded = word
    .normalize('NFKD')
    .replace(/[\p{M}.'’ʼ]/gu, '')
    .toLowerCase();
  return folded.replace(/[łøđßæœı]/g, (letter) => LETTERS[letter] ?? letter);
}
