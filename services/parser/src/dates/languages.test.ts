import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthNames } from './months.ts';
import { findTime, readTime } from './read.ts';

const now = Date.UTC(2024, 6, 1);
const read = (text: string) => {
  const time = readTime(text, 'test', { now });
  return time && `${time.value} ${time.zone}`;
};

describe('dates as they are written in', () => {
  it.each([
    ['en', 'Friday, 28th of June, 2024 at 9:27 p.m. Eastern Time', '2024-06-28T21:27 America/New_York'],
    ['en', '9:27 AM EDT on Friday, June 28, 2024', '2024-06-28T09:27 -04:00'],
    ['de', 'Freitag, 28. Juni 2024, 9 Uhr', '2024-06-28T09:00 null'],
    ['de', '28. Juni 2024 um 09:27 Uhr (MESZ)', '2024-06-28T09:27 +02:00'],
    ['fr', 'vendredi 28 juin 2024 à 9 h 27', '2024-06-28T09:27 null'],
    ['fr', 'le 1er août 2023 à 9h27', '2023-08-01T09:27 null'],
    ['es', 'viernes, 28 de junio del 2024 a las 9:27', '2024-06-28T09:27 null'],
    ['ca', "1 d'abril de 2024", '2024-04-01 null'],
    ['it', 'venerdì 1º giugno 2024 alle ore 9.27', '2024-06-01T09:27 null'],
    ['pt', 'sexta-feira, 28 de março de 2024 às 09h27', '2024-03-28T09:27 null'],
    ['nl', 'vrijdag 28 juni 2024 om 09:27', '2024-06-28T09:27 null'],
    ['pl', 'piątek, 28 czerwca 2024 r., godz. 9:27', '2024-06-28T09:27 null'],
    ['ru', '28 июня 2024 г., в 09:27 (МСК)', '2024-06-28T09:27 +03:00'],
    ['uk', '28 червня 2024 о 09:27', '2024-06-28T09:27 null'],
    ['bg', '28 юни 2024', '2024-06-28 null'],
    ['tr', '28 Haziran 2024 Cuma', '2024-06-28 null'],
    ['tr', '28 Ağustos 2023 saat 09:27', '2023-08-28T09:27 null'],
    ['sv', 'den 28 juni 2024 kl. 09.27', '2024-06-28T09:27 null'],
    ['da', '28. juni 2024 kl. 9.27', '2024-06-28T09:27 null'],
    ['no', '28. desember 2023, kl. 09:27', '2023-12-28T09:27 null'],
    ['fi', 'perjantaina 28. kesäkuuta 2024 klo 9.27', '2024-06-28T09:27 null'],
    ['cs', '28. června 2024 v 9:27', '2024-06-28T09:27 null'],
    ['sk', '28. júna 2024', '2024-06-28 null'],
    ['hu', '2024. június 28., péntek', '2024-06-28 null'],
    ['ro', '28 iunie 2024, ora 09:27', '2024-06-28T09:27 null'],
    ['el', '28 Ιουνίου 2024, 09:27', '2024-06-28T09:27 null'],
    ['el', '28 ΙΟΥΝΙΟΥ 2024', '2024-06-28 null'],
    ['lt', '2024 m. birželio 28 d.', '2024-06-28 null'],
    ['lv', '2024. gada 28. jūnijs', '2024-06-28 null'],
    ['et', '28. juuni 2024', '2024-06-28 null'],
    ['ja', '2024年6月28日（金）午後3時05分', '2024-06-28T15:05 null'],
    ['ja', '令和6年6月28日', '2024-06-28 null'],
    ['ja', '２０２４年６月２８日', '2024-06-28 null'],
    ['zh', '2024年6月28日 下午3:05', '2024-06-28T15:05 null'],
    ['zh', '民國113年6月28日', '2024-06-28 null'],
    ['ko', '2024년 6월 28일(금) 오후 3:05', '2024-06-28T15:05 null'],
    ['ko', '2024. 6. 28. 15:05', '2024-06-28T15:05 null'],
    ['ar', '٢٨ يونيو ٢٠٢٤', '2024-06-28 null'],
    ['ar', '28 يونيو/حزيران 2024', '2024-06-28 null'],
    ['ar', '28 كانون الثاني 2024', '2024-01-28 null'],
    ['fa', '۲۸ ژوئن ۲۰۲۴', '2024-06-28 null'],
    ['he', '28 ביוני 2024', '2024-06-28 null'],
    ['hi', '28 जून 2024', '2024-06-28 null'],
    ['id', 'Jumat, 28 Agustus 2023 pukul 09.27 WIB', '2023-08-28T09:27 +07:00'],
    ['vi', 'ngày 28 tháng 6 năm 2024', '2024-06-28 null'],
    ['zones', '2024-06-28 09:27 Europe/Berlin', '2024-06-28T09:27 Europe/Berlin'],
    ['zones', '28 June 2024 09:27 GMT+2', '2024-06-28T09:27 +02:00'],
    ['zones', '28 June 2024 09:27 Nowhere/Atall', '2024-06-28T09:27 null'],
  ])('%s: %s', (_, text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    '3 hours ago',
    'gestern, 9:27 Uhr',
    'hier à 9h27',
    'heute',
    '0024-06-28',
    '28 June 0024',
    '2204-06-28',
    '31 февраля 2024',
    '۸ تیر ۱۴۰۳',
    '2024년 13월 28일',
    '99 juin 2024',
    '2024-06-00T09:27',
    '2024-00-00',
    '0 June 2024',
  ])('reads nothing from %s', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('keeps the stated words in their own digits', () => {
    expect(findTime('نشر في ٢٨ يونيو ٢٠٢٤', 'line', { now })?.time.stated).toBe('٢٨ يونيو ٢٠٢٤');
  });
});

const pad = (value: number): string => String(value).padStart(2, '0');
/** How a language writes a whole date. */
const FORMS: Readonly<Record<string, (day: number, month: string, year: number) => string>> = {
  en: (day, month, year) => `${month} ${day}, ${year}`,
  de: (day, month, year) => `${day}. ${month} ${year}`,
  fr: (day, month, year) => `${day === 1 ? '1er' : day} ${month} ${year}`,
  es: (day, month, year) => `${day} de ${month} de ${year}`,
  ca: (day, month, year) => `${day} de ${month} de ${year}`,
  it: (day, month, year) => `${day} ${month} ${year}`,
  pt: (day, month, year) => `${day} de ${month} de ${year}`,
  nl: (day, month, year) => `${day} ${month} ${year}`,
  ru: (day, month, year) => `${day} ${month} ${year} г.`,
  uk: (day, month, year) => `${day} ${month} ${year} року`,
  bg: (day, month, year) => `${day} ${month} ${year} г.`,
  pl: (day, month, year) => `${day} ${month} ${year} r.`,
  cs: (day, month, year) => `${day}. ${month} ${year}`,
  sk: (day, month, year) => `${day}. ${month} ${year}`,
  hu: (day, month, year) => `${year}. ${month} ${day}.`,
  sv: (day, month, year) => `den ${day} ${month} ${year}`,
  da: (day, month, year) => `${day}. ${month} ${year}`,
  no: (day, month, year) => `${day}. ${month} ${year}`,
  fi: (day, month, year) => `${day}. ${month} ${year}`,
  et: (day, month, year) => `${day}. ${month} ${year}`,
  lv: (day, month, year) => `${year}. gada ${day}. ${month}`,
  lt: (day, month, year) => `${year} m. ${month} ${day} d.`,
  sl: (day, month, year) => `${day}. ${month} ${year}`,
  tr: (day, month, year) => `${day} ${month} ${year}`,
  ro: (day, month, year) => `${day} ${month} ${year}`,
  el: (day, month, year) => `${day} ${month} ${year}`,
  id: (day, month, year) => `${day} ${month} ${year}`,
  ar: (day, month, year) => `${day} ${month} ${year}`,
  fa: (day, month, year) => `${day} ${month} ${year}`,
  he: (day, month, year) => `${day} ${month} ${year}`,
  hi: (day, month, year) => `${day} ${month} ${year}`,
};
const ZEROS: Readonly<Record<string, number>> = { ar: 0x0660, fa: 0x06f0, hi: 0x0966 };
const inDigits = (text: string, zero: number) =>
  text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));

const dates = fc.date({ min: new Date('1950-01-01'), max: new Date('2024-06-30'), noInvalidDate: true });
const clocks = fc.option(
  fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) }),
  {
    nil: undefined,
  },
);

describe('any date', () => {
  it.each(Object.keys(FORMS))('in %s is read back as it was written', (language) => {
    const months = monthNames(language);
    fc.assert(
      fc.property(dates, clocks, fc.boolean(), (date, clock, native) => {
        const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
        const words = FORMS[language]?.(day, months[month] ?? '', year) ?? '';
        const time = clock === undefined ? '' : `${pad(clock.hour)}:${pad(clock.minute)}`;
        const zero = ZEROS[language];
        const whole = time === '' ? words : `${words}, ${time}`;
        const text = native && zero !== undefined ? inDigits(whole, zero) : whole;
        const value = `${year}-${pad(month + 1)}-${pad(day)}${time === '' ? '' : `T${time}`}`;
        expect(readTime(text, 'test', { now })?.value).toBe(value);
        expect(findTime(`Word: ${text} | Word`, 'test', { now })?.time.value).toBe(value);
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});

describe('any text', () => {
  it('is read without an exception, and never to a day that is none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const value = findTime(text, 'test', { now })?.time.value;
        if (value !== undefined)
          expect(new Date(value.slice(0, 10)).toISOString().slice(0, 10)).toBe(value.slice(0, 10));
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it.each(['1', '1 ', '1.', '12/', '2024-', '1 a', 'a 1 ', '2024. ', '٢', '年1', 'th ', '1:'])(
    'of %j a hundred thousand times is done in steps of its length',
    (piece) => {
      const text = piece.repeat(100_000);
      findTime(text, 'test', { now }, text.length);
      readTime(text, 'test', { now });
    },
  );
});
