import type { Block } from '@presswatch/events';
import { describe, expect, it } from 'vitest';
import { headingOf } from './headings.ts';
import { markClosing, markParts } from './mark.ts';

const NEWS =
  'Acme Lamps has opened a works in Lund, where two hundred people will make lamps for ships, harbours and airfields from next spring on, it said today.';
const p = (text: string): Block => ({ kind: 'paragraph', text });
const h = (text: string, level = 2): Block => ({ kind: 'heading', text, level });
const partsOf = (blocks: Block[]) => markParts(blocks).blocks.map((block) => block.part ?? '-');

describe('headingOf', () => {
  it.each([
    ['About Acme Lamps', 'about', 'Acme Lamps'],
    ['ABOUT ACME LAMPS:', 'about', 'ACME LAMPS'],
    ['About Acme Lamps Inc.', 'about', 'Acme Lamps Inc.'],
    ['Über Acme Leuchten', 'about', 'Acme Leuchten'],
    ['Über die Acme GmbH', 'about', 'Acme GmbH'],
    ['À propos d’Acme', 'about', 'Acme'],
    ['Acerca de Acme', 'about', 'Acme'],
    ['Sobre a Acme', 'about', 'Acme'],
    ['Informazioni su Acme', 'about', 'Acme'],
    ['О компании Акме', 'about', 'Акме'],
    ['Media Contact:', 'contact'],
    ['Investor Relations', 'contact'],
    ['For more information, contact:', 'contact'],
    ['Contact Details', 'contact'],
    ['Ansprechpartner', 'contact'],
    ['Pressekontakt: Jana Poe', 'contact'],
    ['Contact presse', 'contact'],
    ['Contatti stampa', 'contact'],
    ['Notes to editors', 'notes'],
    ['Hinweis für die Redaktion', 'notes'],
    ['Forward-Looking Statements', 'legal'],
    ['Cautionary Note Regarding Forward-Looking Statements', 'legal'],
    ['Disclaimer', 'legal'],
    ['Zukunftsgerichtete Aussagen', 'legal'],
  ])('%s', (text, part, name?: string) => {
    expect(headingOf(text)).toEqual(name === undefined ? { part } : { part, name });
  });
  it.each([
    'About half of the lamps are sold in spring',
    'Over the summer, lamps were sold',
    'Contact lenses are sold out',
    'Notes from the harbour',
    'A short line',
    '',
  ])('none: %s', (text) => {
    expect(headingOf(text)).toBeUndefined();
  });
  it('gives no name for a topic', () => {
    expect(headingOf('About the Study')).toEqual({ part: 'about' });
  });
});

describe('markParts', () => {
  it('marks what stands beside the news, by headings and short paragraphs', () => {
    const blocks = [
      p(NEWS),
      h('Outlook'),
      p(NEWS),
      h('About Acme'),
      p('Acme makes lamps.'),
      p('Media Contact:'),
      p('Jane Poe'),
      p('jane@acme.example'),
      p('Forward-looking statements'),
      p(NEWS),
      p('Notes to editors'),
      p('1. Lamps.'),
    ];
    expect(partsOf(blocks)).toEqual([
      '-',
      '-',
      '-',
      'about',
      'about',
      'contact',
      'contact',
      'contact',
      'legal',
      'legal',
      'notes',
      'notes',
    ]);
  });
  it('ends a part at a heading of the news, and contacts at prose', () => {
    expect(partsOf([p(NEWS), h('About Acme'), p('Acme.'), h('Figures'), p(NEWS)])).toEqual([
      '-',
      'about',
      'about',
      '-',
      '-',
    ]);
    expect(partsOf([p('Contact: Jane Poe'), p('+46 46 555 01 99'), p(NEWS + NEWS)])).toEqual([
      'contact',
      'contact',
      '-',
    ]);
  });
  it('takes no menu for a part', () => {
    expect(partsOf([p('About the Office'), p('Notes'), p(NEWS)])).toEqual(['-', '-', '-']);
  });
  it('knows legal paragraphs without a heading', () => {
    const legal =
      'This press release contains forward-looking statements, which are subject to risks and may prove wrong.';
    expect(partsOf([p(NEWS), p(legal)])).toEqual(['-', 'legal']);
  });
});

describe('markClosing', () => {
  const closing =
    'Acme Lamps is a maker of lamps for ships and harbours that was founded in 1921 and is headquartered in Lund. For more information, visit www.acme.example.';
  it('marks the closing paragraph that says who the issuer is', () => {
    const parts = (blocks: Block[]) => markClosing(blocks, 'Acme Lamps').map((block) => block.part);
    expect(parts([p(NEWS), p(closing)])).toEqual([undefined, 'about']);
    expect(parts([p(closing)])).toEqual([undefined]);
    expect(parts([p(NEWS), p(NEWS)])).toEqual([undefined, undefined]);
  });
});
