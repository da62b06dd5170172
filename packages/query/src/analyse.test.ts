import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse, analyseTerms } from './analyse.ts';

const terms = (text: string): string => analyseTerms(text).join(' ');

describe('analyse', { timeout: 60_000 }, () => {
  it.each([
    ['parts words at everything but letters and digits', 'R&D, COVID-19/F-16', 'r d covid 19 f 16'],
    ['folds case and accents', 'São ÉTÉ Ångström İzmir Łódź', 'sao ete angstrom izmir lodz'],
    ['writes out letters that Unicode does not decompose', 'Straße Færøerne Œuvre', 'strass faeroern oeuvr'],
    ['reads wide and styled letters as plain ones', 'ＵＮ 𝐁𝐨𝐥𝐝 ﬁnance', 'un bold financ'],
    ['reads digits of other scripts', '٢٠٢٤ ۱۲ १९', '2024 12 19'],
    ['joins the letters of an acronym', 'U.S. U.S U.K.’s U.S.-led e.g. Η.Π.Α.', 'us us uk us led eg ηπα'],
    ['leaves initials and version numbers apart', 'J. Smith 3.5.2 A.Smith', 'j smith 3 5 2 a smith'],
    ['reads initials in a row as one', 'J.K. Rowling J.K.Rowling', 'jk rowl jk rowl'],
    ['drops the possessive', "UK's Ukraine’s PARTNER'S partners'", 'uk ukrain partner partner'],
    ['parts at every other apostrophe', "l'Ukraine d’État O'Brien don't", 'l ukrain d etat o brien don t'],
    ['keeps an s that stands alone', "'s-Hertogenbosch it’sy", 's hertogenbosch it sy'],
    ['passes over soft hyphens and joiners', 'co\u00adoperation می\u200cخواهم', 'cooperation ميخواهم'],
    ['folds the Arabic letters that are written either way', 'أحمد إلى مدرسة العربيـّة', 'احمد الي مدرسه العربيه'],
    ['folds the final sigma', 'νόμος ΝΌΜΟΣ', 'νομοσ νομοσ'],
    ['folds ё and й', 'ёлка Зелёный', 'елка зеленыи'],
    ['keeps vowel signs of Indic scripts', 'की के', 'की के'],
    ['pairs letters of scripts without spaces', '中国人', '中国 国人 人'],
    ['keeps a lone letter', '中 a', '中 a'],
    ['parts scripts within a word', 'AI技術2024年', 'ai 技術 術 2024 年'],
    ['composes kana and jamo', 'ｶﾞﾗ 한국'.normalize('NFD'), 'ガラ ラ 한국 국'],
    ['keeps vowels with their Thai letters', 'ที่นี่', 'ที่นี่ นี่'],
    ['finds nothing in signs', '— & … 😀 🇬🇧', ''],
  ])('%s', (_, text, expected) => {
    expect(terms(text)).toBe(expected);
  });

  it('says where each term stands', () => {
    expect(analyse('The U.K.’s 中国人, co\u00adop\u00ad.')).toEqual([
      { term: 'the', start: 0, end: 3, position: 0 },
      { term: 'uk', start: 4, end: 8, position: 1 },
      { term: '中国', start: 11, end: 13, position: 2 },
      { term: '国人', start: 12, end: 14, position: 3 },
      { term: '人', start: 13, end: 14, position: 4 },
      { term: 'coop', start: 16, end: 21, position: 5 },
    ]);
  });

  it('cuts very long words, the same for both of a kind', () => {
    const long = 'x'.repeat(100_000);
    expect(analyse(long)).toEqual([{ term: 'x'.repeat(64), start: 0, end: 100_000, position: 0 }]);
    expect(analyse('𠀀\u0301'.repeat(3) + '\u0301'.repeat(50_000)).every((token) => token.term.length <= 64)).toBe(
      true,
    );
    expect(analyse('𝔘'.repeat(50_000))[0]?.term).toBe('u'.repeat(64));
  });

  it('knows a word again however it is written', () => {
    expect(terms('POLICY Policy policy Ελλάς ΕΛΛΆΣ İzmir i\u0307zmir co\u00adop COOP')).toBe(
      'polici polici polici ελλασ ελλασ izmir izmir coop coop',
    );
  });

  it('reads texts longer than its scratch space as it reads short ones', () => {
    const sentence = 'The U.S. policy, l’été: 中国人. ';
    const once = terms(sentence);
    expect(terms(sentence.repeat(4_000))).toBe(`${once} `.repeat(4_000).trimEnd());
  });

  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());

  it('gives terms of letters, marks and digits at rising offsets, whatever comes', () => {
    fc.assert(
      fc.property(text, (any) => {
        let from = 0;
        analyse(any).forEach((token, n) => {
          expect(token.position).toBe(n);
          expect(token.term).toMatch(/^[\p{L}\p{M}\p{N}]{1,64}$/u);
          expect(token.term).toBe(token.term.toLowerCase());
          expect(token.start).toBeGreaterThanOrEqual(from);
          expect(token.end).toBeGreaterThan(token.start);
          from = token.start;
        });
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  it('reads texts one after the other as it reads each alone', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(analyseTerms(`${a}\n\n${b}`)).toEqual([...analyseTerms(a), ...analyseTerms(b)]);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  it('gives the same for composed and decomposed text', () => {
    for (const word of ['café', 'Київ', 'ガラス', '한국어', 'Việt Nam', 'Ελλάδα', 'أحمد']) {
      expect(terms(word.normalize('NFD')), word).toBe(terms(word.normalize('NFC')));
    }
  });
});
