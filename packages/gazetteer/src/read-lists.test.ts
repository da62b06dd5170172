import { describe, expect, it } from 'vitest';
import { readCsvList } from './read-csv.ts';
import { readYamlList } from './read-yaml.ts';

describe('readCsvList', () => {
  it('reads names with aliases parted by bars and quoted commas', () => {
    const list = readCsvList('a.csv', '# own\ntype,name,aliases,iso2\nORG,"Fish, Ltd",F|FL,GB\n\nPLACE,"A ""B""",,\n');
    expect(list).toEqual({
      list: 'names',
      entries: [
        { type: 'ORG', name: 'Fish, Ltd', aliases: ['F', 'FL'], iso2: 'GB' },
        { type: 'PLACE', name: 'A "B"', aliases: [] },
      ],
    });
  });

  it('reads countries where there is a column of demonyms', () => {
    const list = readCsvList('c.csv', 'iso2,name,demonyms\nFR,,French|Frenchman\n');
    expect(list).toEqual({
      list: 'countries',
      countries: [{ iso2: 'FR', aliases: [], demonyms: ['French', 'Frenchman'] }],
    });
  });

  it.each([
    ['', /a\.csv:1: the file is empty/],
    ['type,name\nORG,Acme\nFISH,Cod\n', /a\.csv:3: type: /],
    ['name,iso2\nAcme,gb\n', /a\.csv:2: iso2: .*such as GB/],
    ['name,colour\nAcme,red\n', /a\.csv:2: .*colour/],
    ['name\nFish, Ltd\n', /a\.csv:2: 2 cells under 1 columns/],
    ['name\n"Fish\n', /a\.csv:2: a quoted cell does not end/],
  ])('names file and line of what is wrong in %j', (source, message) => {
    expect(() => readCsvList('a.csv', source)).toThrow(message);
  });
});

describe('readYamlList', () => {
  it('reads names, topics and words', () => {
    expect(readYamlList('a.yaml', 'type: ORG\nentries:\n  - name: Acme\n')).toMatchObject({
      list: 'names',
      type: 'ORG',
    });
    expect(readYamlList('a.yaml', 'list: words\nkind: titles\nwords: [Prime Minister, Dr]\n')).toMatchObject({
      words: ['Prime Minister', 'Dr'],
    });
    expect(readYamlList('a.yaml', 'list: words\nkind: common\nwords: >-\n  one two\n  three\n')).toMatchObject({
      words: ['one', 'two', 'three'],
    });
  });

  it.each([
    ['entries:\n  - name: Acme\n  - name: [1, 2\n', /a\.yaml:\d+: /],
    ['entries:\n  - name: Acme\n  - name: Bee\n    wikidata: X1\n', /a\.yaml:4: entries\.1\.wikidata: /],
    ['list: fish\n', /a\.yaml:1: no list: begin with/],
    ['just words', /a\.yaml:1: no list/],
    [
      'list: topics\ntopics:\n  - id: medtop:1\n    name: x\n    words: { a: 1 }\n',
      /a\.yaml:3: topics\.0\.id: an IPTC/,
    ],
    ['list: words\nkind: colours\nwords: red\n', /a\.yaml:2: kind: /],
  ])('names file and line of what is wrong in %j', (source, message) => {
    expect(() => readYamlList('a.yaml', source)).toThrow(message);
  });
});
