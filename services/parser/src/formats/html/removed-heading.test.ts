import { describe, expect, it } from 'vitest';
import { parsed } from '../../../test/raw-of.ts';

const MORE = `rises${' and falls and rises'.repeat(20)}`;
const textOf = (html: string): string =>
  parsed(`<!doctype html>${html}`, { mediaType: 'text/html' })
    .body.map(({ text }) => text)
    .join(' ');

describe('the words on both sides of a heading that is taken out', () => {
  it.each([
    ['in a link that is not closed', `Tide<a><h1>Port</h1>${MORE}`],
    ['in text', `Tide<h1>Port</h1>${MORE}`],
    ['between inline elements', `<b>Tide</b><h1>Port</h1><i>${MORE}</i>`],
    ['alone in a link', `Tide<a><h1>Port</h1></a><i>${MORE}`],
  ])('stay apart %s', (_where, html) => {
    expect(textOf(html)).toBe(`Tide ${MORE}`);
  });
});
