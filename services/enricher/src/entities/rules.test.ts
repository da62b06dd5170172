import { loadSnapshot } from '@presswatch/gazetteer';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../document.ts';
import { defaultGazetteerFolder } from '../index.ts';
import { lexiconOf } from '../lexicon.ts';
import { findEntities } from './find-entities.ts';

const snapshot = loadSnapshot([defaultGazetteerFolder]);
const lexicon = lexiconOf(snapshot);

/** The mentions in a sentence below a title, as `TYPE words`. */
function named(text: string, issuer?: string): string[] {
  const whole = `note\n\n${text}`;
  const { entities, mentions } = findEntities(readDocument(whole, lexicon), snapshot, issuer);
  return mentions.map(({ start, end, entity }) => `${entities[entity]?.type} ${whole.slice(start, end)}`);
}
/** The names of the entities. */
function entitiesOf(text: string, issuer?: string): string[] {
  return findEntities(readDocument(`note\n\n${text}`, lexicon), snapshot, issuer).entities.map((entity) => entity.name);
}

describe('persons', () => {
  it.each([
    ['We heard Prime Minister Orla Fenwick and Mrs May.', ['PERSON Orla Fenwick', 'PERSON May']],
    ['“Good,” said Zelda Quillfeather, Chief Executive.', ['PERSON Zelda Quillfeather']],
    ['The driver, Mario van Dyck, 43, was held.', ['PERSON Mario van Dyck']],
    ['They saw Jay Y. Tamsin, Jr. and Dr. Lee Jeong-im leave.', ['PERSON Jay Y. Tamsin, Jr.', 'PERSON Lee Jeong-im']],
    [
      'Later Robert Osgood left. Osgood’s car stayed, and Robert walked.',
      ['PERSON Robert Osgood', 'PERSON Osgood', 'PERSON Robert'],
    ],
    ['The General Manager and the Chief Revenue Officer met.', []],
  ])('%j', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  it('ties a title and family name to the one known person whose office it is', () => {
    expect(entitiesOf('They met President Xi.')).toEqual(['Xi Jinping']);
    expect(entitiesOf('They met Dr Xi.')).toEqual(['Xi']);
    expect(entitiesOf('They met Nils Xi. Later President Xi spoke.')).toEqual(['Nils Xi']);
  });
});

describe('organisations', () => {
  it.each([
    ['It bought Brackenridge plc and ST Quarry, Inc. today.', ['ORG Brackenridge plc', 'ORG ST Quarry, Inc.']],
    ['He asked the Ministry of Fish, Forests and Food.', ['ORG Ministry of Fish, Forests and Food']],
    ['He asked the Care Standards Commission.', ['ORG Care Standards Commission']],
    ['Here the Essex District Attorney’s Office spoke.', ['ORG Essex District Attorney’s Office']],
    ['Now the 1518 Committee and the 2140 Panel of Experts met.', ['ORG 1518 Committee', 'ORG 2140 Panel of Experts']],
    ['It uses TimberFlow, a provider of saws, every day.', ['ORG TimberFlow']],
    ['Today Zanderly announced a saw.', ['ORG Zanderly']],
    ['It sells to Acme Ltd, Borealix and Cindramo here.', ['ORG Acme Ltd', 'ORG Borealix', 'ORG Cindramo']],
  ])('%j', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  it('joins an abbreviation in brackets, and what comes after, to the name', () => {
    const text = 'The Centre for Tidal Enterprise (CTE) opened. CTE grew. The Centre grew, and this Centre stays.';
    expect(entitiesOf(text)).toEqual(['Centre for Tidal Enterprise']);
    expect(named(text)).toHaveLength(4 + 1);
    expect(entitiesOf('The Foreign, Commonwealth & Development Office (FCDO) met the FCO.')).toHaveLength(1);
  });

  it('calls by its head the last organisation named so', () => {
    const text =
      'The European Commission met. The Commission left. The Electoral Commission came, and the Commission sat.';
    expect(entitiesOf(text)).toEqual(['European Commission', 'Electoral Commission']);
    expect(named('The commission met, and the Council did.')).toEqual([]);
  });

  it('knows the issuer with and without its legal form', () => {
    expect(named('Quiet Harbour Mills opened.', 'Quiet Harbour Mills Ltd')).toEqual(['ORG Quiet Harbour Mills']);
    expect(
      entitiesOf('Quiet Harbour Mills Ltd is old. Quiet Harbour Mills grew.', 'Quiet Harbour Mills Ltd'),
    ).toHaveLength(1);
  });
});

describe('places and demonyms', () => {
  it.each([
    ['QUARRYTON, Ohio, May 3, 2031 /Saw Wire/ -- It began.', ['PLACE QUARRYTON', 'PLACE Ohio', 'ORG Saw Wire']],
    ['She lives in Quarry Bluff, Md. with him.', ['PLACE Quarry Bluff', 'PLACE Md.']],
    ['They went to East Texas and Tarn County.', ['PLACE East Texas', 'PLACE Tarn County']],
    ['The U.S., the USA and American allies met.', ['PLACE U.S.', 'PLACE USA', 'DEMONYM American']],
    ['We may turn to you.', []],
  ])('%j', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  it('takes of two places written alike the one whose country is named otherwise', () => {
    const place = (text: string) =>
      findEntities(readDocument(text, lexicon), snapshot, undefined).entities.find(
        (entity) => entity.name === 'Tripoli',
      );
    expect(place('a\n\nIt reached Tripoli and Lebanese ports.')?.iso2).toBe('LB');
    expect(place('a\n\nIt reached Tripoli and Libyan ports.')?.iso2).toBe('LY');
  });
});

describe('instruments', () => {
  it.each([
    ['See UN Security Council resolution 2270 (2016) now.', ['INSTRUMENT UN Security Council resolution 2270']],
    [
      'See Regulation (EU) No 596/2014 and Directive 2009/65/EC.',
      ['INSTRUMENT Regulation (EU) No 596/2014', 'INSTRUMENT Directive 2009/65/EC'],
    ],
    [
      'Under the Tidal Rivers Act 2021 and the Weir Act of 1995.',
      ['INSTRUMENT Tidal Rivers Act 2021', 'INSTRUMENT Weir Act of 1995'],
    ],
    ['The case of Quarry v. Weir was heard.', ['INSTRUMENT Quarry v. Weir']],
    ['They signed the Quarry Convention on Rights of Weirs.', ['INSTRUMENT Quarry Convention on Rights of Weirs']],
    ['They signed a Merger Agreement.', []],
  ])('%j', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });
});
