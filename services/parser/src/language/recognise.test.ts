import { describe, expect, it } from 'vitest';
import { languageByWords } from './function-words.ts';
import { languageTag, recogniseLanguage } from './recognise.ts';

const TEXTS: Readonly<Record<string, string>> = {
  en: 'The council has said that the bridge will be closed for the rest of the year, and that all of the buses are to go by way of the old road.',
  de: 'Der Rat hat beschlossen, dass die Brücke für den Rest des Jahres gesperrt bleibt und die Busse bis dahin über die alte Straße fahren.',
  fr: 'Le conseil a décidé que le pont sera fermé pour le reste de l’année et que les bus passeront par la vieille route dans les deux sens.',
  ru: 'Совет решил, что мост будет закрыт до конца года, а автобусы будут ходить по старой дороге, как это было и в прошлом году.',
  ja: '市議会は、橋を年末まで閉鎖することを決定しました。その間、バスは旧道を通ります。詳しくは市のウェブサイトをご覧ください。',
};

describe('recogniseLanguage', () => {
  it.each(Object.entries(TEXTS))('%s', (language, text) => {
    expect(recogniseLanguage(text)).toBe(language);
  });

  it('says nothing of texts that say too little', () => {
    expect(recogniseLanguage('Ok.')).toBeUndefined();
    expect(recogniseLanguage('12345 67890 '.repeat(20))).toBeUndefined();
    expect(languageByWords('Acme Widgets Lund Oslo Berlin '.repeat(10))).toBeUndefined();
  });
});

describe('languageTag', () => {
  it.each([
    ['en_GB', 'en-GB'],
    ['DE', 'de'],
    ['zh-hant', 'zh-Hant'],
    ['english language', undefined],
    ['und', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s', (stated, expected) => {
    expect(languageTag(stated)).toBe(expected);
  });
});
