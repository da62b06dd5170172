import { readFileSync } from 'node:fs';
import { loadSnapshot, type NameType } from '@presswatch/gazetteer';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../document.ts';
import { defaultGazetteerFolder } from '../../index.ts';
import { lexiconOf } from '../../lexicon.ts';
import { findEntities } from '../find-entities.ts';

// releases.txt holds invented releases, written for this test. A line “@@ en” begins one and tells its language; names
// stand in brackets with a letter for their type. Titles are not annotated.
const TYPES: Readonly<Record<string, NameType>> = {
  P: 'PERSON',
  O: 'ORG',
  L: 'PLACE',
  D: 'DEMONYM',
  I: 'INSTRUMENT',
  R: 'PRODUCT',
};
const snapshot = loadSnapshot([defaultGazetteerFolder]);

interface Annotated {
  readonly language: string;
  readonly text: string;
  /** `start-end TYPE` */
  readonly names: ReadonlySet<string>;
}

function readAnnotated(source: string): Annotated {
  const marked = source.slice(source.indexOf('\n') + 1).trim();
  const names = new Set<string>();
  let text = '';
  let at = 0;
  for (const match of marked.matchAll(/\[([POLDIR]):([^\]]*)\]/g)) {
    const [whole, letter = '', name = ''] = match;
    text += marked.slice(at, match.index);
    names.add(`${text.length}-${text.length + name.length} ${TYPES[letter]}`);
    text += name;
    at = match.index + whole.length;
  }
  return { language: source.slice(0, 2), text: text + marked.slice(at), names };
}

function said({ text, language }: Annotated): string[] {
  const { entities, mentions } = findEntities(readDocument(text, lexiconOf(snapshot), language), snapshot, undefined);
  const below = mentions.filter(({ end }) => end > text.indexOf('\n'));
  return below.map(({ start, end, entity }) => `${start}-${end} ${entities[entity]?.type}`);
}

describe('invented releases of prosecutors, governments, companies and others', () => {
  const source = readFileSync(new URL('releases.txt', import.meta.url), 'utf8');
  const releases = source.split(/^@@ /m).slice(1).map(readAnnotated);
  const pairs = releases.map((release) => ({ release, found: said(release) }));
  const count = (type: NameType) => {
    const of = (name: string): boolean => name.endsWith(` ${type}`);
    const found = pairs.flatMap(({ release, found }) => found.filter(of).map((name) => release.names.has(name)));
    const wanted = releases.flatMap(({ names }) => [...names].filter(of)).length;
    const hits = found.filter(Boolean).length;
    return { precision: hits / found.length, recall: hits / wanted };
  };

  it.each([
    ['PERSON', 0.96, 0.97],
    ['ORG', 0.91, 0.84],
    ['PLACE', 0.92, 0.83],
    ['INSTRUMENT', 0.9, 0.85],
  ] as const)('%s: precision from %d and recall from %d', (type, precision, recall) => {
    const measured = count(type);
    expect(measured.precision).toBeGreaterThanOrEqual(precision);
    expect(measured.recall).toBeGreaterThanOrEqual(recall);
  });
});
