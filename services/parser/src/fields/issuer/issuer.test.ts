import { describe, expect, it } from 'vitest';
import { parsed } from '../../../test/raw-of.ts';
import { cleanName, looksOrganisation, looksPerson, nameAt, nameKey } from './name.ts';
import { subjectOf, titleSubject } from './subject.ts';

const MORE = 'The lamps will be sold in nine countries from next spring on, and two hundred people will make them.';
const issuerOf = (text: string, more = {}) => {
  const { issuer } = parsed(text, more);
  return issuer && [issuer.name, issuer.from];
};

describe('names', () => {
  it.each([
    ['Acme Lamps, Inc. (NASDAQ: ACML), a maker', 'Acme Lamps, Inc.'],
    ['Acme Lamps announced', 'Acme Lamps'],
    ['Department of Water and Ports of Norland said', 'Department of Water and Ports of Norland'],
    ['Acme Lamps and Beta Pumps said', 'Acme Lamps'],
    ['Poe & Sons said', 'Poe & Sons'],
    ['Acme’s new lamp', 'Acme'],
    ['iLamp said', 'iLamp'],
    ['Deutsche Gesellschaft für Leuchten e.V. teilt mit', 'Deutsche Gesellschaft für Leuchten e.V.'],
  ])('%s', (text, name) => {
    expect(nameAt(text, 0)?.name).toBe(name);
  });
  it('are cleaned of what is written around them', () => {
    expect(cleanName('The Acme Lamps Inc. (NASDAQ: ACML)')).toBe('Acme Lamps Inc.');
    expect(cleanName('Company – Acme Lamps®')).toBe('Acme Lamps');
  });
  it('have one key for spellings of one', () => {
    expect(nameKey('The Acme Lamps Co., Ltd.')).toBe(nameKey('ACME LAMPS'));
    expect(nameKey('Société Âcme')).toBe(nameKey('Societe Acme'));
  });
  it('tell persons from organisations', () => {
    expect([looksPerson('Jane M. Poe'), looksPerson('Dr. Jan van der Poe'), looksPerson('Acme Lamps Inc.')]).toEqual([
      true,
      true,
      false,
    ]);
    expect([
      looksOrganisation('Acme GmbH'),
      looksOrganisation('Ministry of Ports'),
      looksOrganisation('Jane Poe'),
    ]).toEqual([true, true, false]);
  });
});

describe('subjects', () => {
  it.each<[string, string | undefined, number?]>([
    ['Acme Lamps Inc. (NASDAQ: ACML), a leading maker of lamps, today announced its results.', 'Acme Lamps Inc.', 3],
    ['The Norland Water Authority (NWA) today opened a dam.', 'Norland Water Authority', 3],
    ['As a leader in lamps, Acme Lamps is dedicated to light.', 'Acme Lamps', 1],
    ['At Acme Lamps, we make light.', 'Acme Lamps', 1],
    ['Acme Leuchten gibt heute die Eröffnung bekannt.', 'Acme Leuchten', 3],
    ['Acme Lumières annonce l’ouverture de son usine.', 'Acme Lumières', 3],
    ['Acme Luces lanza una lámpara.', 'Acme Luces', 3],
    ['Acme Lamps CEO Jane Poe joined a talk show.', 'Acme Lamps', 1],
    ['We are glad.', undefined],
    ['lamps are on.', undefined],
  ])('%s', (text, name, strength) => {
    const subject = subjectOf(text);
    expect(subject?.name).toBe(name);
    if (strength !== undefined) expect(subject?.strength).toBe(strength);
  });
  it('of titles stand before their verb', () => {
    expect(titleSubject('Acme Lamps Appoints Jane Poe as Chief Executive')?.name).toBe('Acme Lamps');
    expect(titleSubject('Alert: Acme Lamps Launches Lamp')?.name).toBe('Acme Lamps');
    expect(titleSubject('New lamps mark an anniversary')).toBeUndefined();
  });
});

describe('the issuer', () => {
  it.each<[string, string, string, string]>([
    [
      'the source line',
      `Lamps are on\n\nLUND, May 3, 2024 -- Beta Pumps helped. ${MORE}\n\nSOURCE Acme Lamps Inc.`,
      'Acme Lamps Inc.',
      'source line',
    ],
    [
      'the first sentence',
      `Lamps are on\n\nLUND, May 3, 2024 /PRNewswire/ -- Acme Lamps Inc. (NYSE: ACML) today announced lamps. ${MORE}`,
      'Acme Lamps Inc.',
      'first sentence',
    ],
    [
      'the heading at the end',
      `Lamps are on\n\nLamps went on all over the country on Friday. ${MORE}\n\nAbout Acme Lamps\n\nAcme Lamps makes lamps in a works in Lund. ${MORE}`,
      'Acme Lamps',
      'about heading',
    ],
    [
      'the contact',
      `Lamps are on\n\nLamps went on all over the country on Friday. ${MORE}\n\nMedia Contact:\n\nAcme Lamps Inc.\n\npress@acme.example`,
      'Acme Lamps Inc.',
      'contact',
    ],
    [
      'the byline',
      `Lamps are on\n\nAcme Lamp Board, 2024-05-03\n\nLamps went on all over the country. ${MORE}`,
      'Acme Lamp Board',
      'byline',
    ],
    [
      'a public body that it names',
      `Lamps are on\n\nA campaign to switch lamps on was launched by the Norland Lamp Office today. ${MORE}`,
      'Norland Lamp Office',
      'opening',
    ],
  ])('by %s', (_, text, name, from) => {
    expect(issuerOf(text)).toEqual([name, from]);
  });

  it('is no wire', () => {
    const page = (publisher: string) =>
      `<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Lamps are on","datePublished":"2024-05-03","publisher":{"@type":"Organization","name":"${publisher}"}}</script></head><body><h1>Lamps are on</h1><p>Lamps went on all over the country. ${MORE}</p></body></html>`;
    expect(issuerOf(page('PR Newswire'), { mediaType: 'text/html' })).toBeUndefined();
    expect(issuerOf(page('Acme Lamps'), { mediaType: 'text/html' })?.[0]).toBe('Acme Lamps');
  });

  it('prefers the full name to a short form that the text gives', () => {
    const text = `NLA opens a works\n\nThe Norland Lamp Association (NLA) today opened a works. ${MORE}\n\nContact Details\n\nNLA\n\ninfo@nla.example`;
    expect(issuerOf(text)?.[0]).toBe('Norland Lamp Association');
  });

  it('is believed to be whom the source names', () => {
    const source = { id: 's', kind: 'folder', issuer: 'Acme' };
    expect(issuerOf('Beta Pumps opens\n\nBeta Pumps today opened.', { source })).toEqual(['Acme', 'source']);
  });
});
