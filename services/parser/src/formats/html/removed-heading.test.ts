import { describe, expect, it } from 'vitest';
import { parsed } from '../../../test/raw-of.ts';

const textOf = (html: string): string => {
  const { title, body } = parsed(`<!doctype html>${html}`, { mediaType: 'text/html' });
  return [title, ...body.map(({ text }) => text)].join(' ');
};

describe('the words on both sides of a heading that is taken out', () => {
  it.each([
    ['in a link that is not closed', 'Tide<a><h1>Port</h1>Rises'],
    ['in text', 'Tide<h1>Port</h1>Rises'],
    ['between inline elements', '<b>Tide</b><h1>Port</h1><i>Rises</i>'],
    ['alone in a link', 'Tide<a><h1>Port</h1></a>Rises'],
  ])('stay apart %s', (_where, html) => {
    expect(textOf(html)).not.toMatch(/TideRises/);
    expect(textOf(html)).toMatch(/Tide.*Rises/);
  });
});
