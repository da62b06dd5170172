import { loadSnapshot } from '@presswatch/gazetteer';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../document.ts';
import { defaultGazetteerFolder } from '../index.ts';
import { lexiconOf } from '../lexicon.ts';
import { findEntities } from './find-entities.ts';

const snapshot = loadSnapshot([defaultGazetteerFolder]);
const lexicon = lexiconOf(snapshot);

/** The mentions below a title, as `TYPE words`. */
function named(text: string, language?: string): string[] {
  const whole = `note\n\n${text}`;
  const { entities, mentions } = findEntities(readDocument(whole, lexicon, language), snapshot, undefined);
  return mentions.map(({ start, end, entity }) => `${entities[entity]?.type} ${whole.slice(start, end)}`);
}

describe('products', () => {
  it.each([
    ['They sell QuarryView™ in shops.', ['PRODUCT QuarryView']],
    ['It is used with the Zelkanta platform every day.', ['PRODUCT Zelkanta']],
    ['She saw the Harbour Lights Festival with friends.', ['PRODUCT Harbour Lights Festival']],
    ['Doctors gave him tozanumab and ketamine there.', ['PRODUCT tozanumab', 'PRODUCT ketamine']],
    ['The rules were in the series ‘Keeping up with the Quarrymen’ on air.', ['PRODUCT Keeping up with the Quarrymen']],
    [
      'We downloaded apps like Zelkanta, Brindova and Quillo.',
      ['PRODUCT Zelkanta', 'PRODUCT Brindova', 'PRODUCT Quillo'],
    ],
    ['The firm shows Zelkanta 2.0 to buyers.', ['PRODUCT Zelkanta 2.0']],
    ['It won the Future of Timber Award there.', ['PRODUCT Future of Timber Award']],
    ['He said “We Did It” and left.', ['PRODUCT We Did It']],
    ['The most common statin and the reservoir were dry.', []],
  ])('%j', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  it('takes who announces something for no product', () => {
    const text = 'Zelkanta announced a saw today. The Zelkanta platform is good. Zelkanta grew.';
    expect(new Set(named(text))).toEqual(new Set(['ORG Zelkanta']));
  });
});

describe('persons of any culture', () => {
  it.each([
    ['“Good,” said Thandeka Qumbisa, who was there.', ['PERSON Thandeka Qumbisa']],
    ['Police held 45-year-old Grzezdomir Wolkanski there.', ['PERSON Grzezdomir Wolkanski']],
    ['It names Obiageri Nwachukwuma, 43, and others.', ['PERSON Obiageri Nwachukwuma']],
    ['It was led by Bjalfrun Torvaldsen, PhD, for years.', ['PERSON Bjalfrun Torvaldsen']],
    ['The mill’s Chief Executive, Xochiquet Amalpan, spoke.', ['PERSON Xochiquet Amalpan']],
    ['We met Vuk Draganov, Chief Saw Officer, there.', ['PERSON Vuk Draganov']],
    ['A spokesman of Brackmoor Hollen said so.', []],
  ])('%j', (text, expected) => {
    expect(named(text).filter((mention) => mention.startsWith('PERSON'))).toEqual(expected);
  });

  it('finds lists of people, a line each', () => {
    const list = ['Vinthan Nageshwari', 'Sokhal Thirumanai', 'Zheqiao Wunderlin', 'Abdouka Mbengali'];
    expect(named(`The new members are:\n\n* ${list.join('\n\n* ')}\n\nThey met.`)).toEqual(
      list.map((name) => `PERSON ${name}`),
    );
    expect(named('Our work:\n\n* Quick Service\n\n* Good Prices\n\n* Fresh Fish')).toEqual([]);
  });
});

describe('organisations by where they stand', () => {
  it.each([
    ['They buy from Quarryton.com Inc. and others.', ['ORG Quarryton.com Inc.']],
    ['Write to info@quarryton.com or see www.quarryton.com.', []],
    ['* The best saws of the year (Brackwell)', ['ORG Brackwell']],
    ['By Jane Osgood, Quarry Weekly\n\nIt rained.', ['PERSON Jane Osgood', 'ORG Quarry Weekly']],
    ['Contact DetailsZelkanta Mills\n\nIt rained.', ['ORG Zelkanta Mills']],
    ['He asked the Saw Science and Technology Laboratory.', ['ORG Saw Science and Technology Laboratory']],
    ['She is at Paris Zelkantica every day.', ['ORG Paris Zelkantica']],
  ])('%j', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });
});

describe('places and instruments by their form', () => {
  it.each([
    ['They were headquartered in Brackwellia for years.', ['PLACE Brackwellia']],
    ['SHELBYWICK, IN, May 3, 2031 /Saw Wire/ -- It began.', ['PLACE SHELBYWICK', 'PLACE IN', 'ORG Saw Wire']],
    ['He drove on State Route 57 and Interstate 5.', ['PLACE State Route 57', 'PLACE Interstate 5']],
    [
      'It breaks 18 U.S.C. § 1343 and Penal Code section 459.',
      ['INSTRUMENT 18 U.S.C. § 1343', 'INSTRUMENT Penal Code section 459'],
    ],
    ['They passed H.R. 1234 and Senate Bill 12.', ['INSTRUMENT H.R. 1234', 'INSTRUMENT Senate Bill 12']],
    [
      'See Directive (EU) 2022/2555 and Executive Order 14028.',
      ['INSTRUMENT Directive (EU) 2022/2555', 'INSTRUMENT Executive Order 14028'],
    ],
  ])('%j', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  it('lets a plain word that opens a line go where the name stands without it', () => {
    const mentions = named('Final Weir Act guidance came. We read the Weir Act and the Weir Act helps.');
    expect(new Set(mentions)).toEqual(new Set(['INSTRUMENT Weir Act']));
  });
});

describe('other languages', () => {
  it.each([
    [
      'de',
      'Die Musterwerk Maschinenbau AG hat am Dienstag ihr neues Werk eröffnet. „Wir freuen uns über den Erfolg der Mannschaft“, sagte Dr. Anna Bergmann. Das Bundesministerium für Wirtschaft fördert das Projekt mit Mitteln aus dem Fonds, und der Umsatz des Unternehmens stieg.',
      ['ORG Musterwerk Maschinenbau AG', 'PERSON Anna Bergmann', 'ORG Bundesministerium für Wirtschaft'],
    ],
    [
      'fr',
      'La société Brumeville Énergie SA a annoncé un partenariat avec l’Université de Montclair et le Ministère de la Transition. « Nous sommes fiers », a déclaré Jean-Marc Delorme, directeur général.',
      [
        'ORG Brumeville Énergie SA',
        'ORG Université de Montclair',
        'ORG Ministère de la Transition',
        'PERSON Jean-Marc Delorme',
      ],
    ],
    [
      'es',
      'La Fundación Aguas Claras abre una oficina con el apoyo del Ministerio de Industria y de la Universidad de Alcor. «Es un gran paso», dijo su presidenta, María José Ortega Ruiz.',
      [
        'ORG Fundación Aguas Claras',
        'ORG Ministerio de Industria',
        'ORG Universidad de Alcor',
        'PERSON María José Ortega Ruiz',
      ],
    ],
    ['it', 'La società Acque Chiare S.p.A. ha annunciato oggi i risultati.', ['ORG Acque Chiare S.p.A.']],
    ['ja', '株式会社テストは本日、新製品を発表しました。', []],
    ['ru', 'Компания открыла новый завод. Директор сказал, что Правительство поддержало Проект.', []],
  ])('%s, stated or not', (language, text, expected) => {
    expect(named(text, language)).toEqual(expected);
    expect(named(text)).toEqual(expected);
  });
});
