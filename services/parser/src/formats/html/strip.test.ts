import { describe, expect, it } from 'vitest';
import { parseDocument } from './parse-document.ts';
import { stripBoilerplate } from './strip.ts';

const SAID = 'The company, which makes wheels, said on Monday that it would open a plant in Sampletown next year.';
const PROSE = `<p>${SAID}</p>`.repeat(4);
const OTHER = '<p>Quite another text, of which nothing should remain once the page has been stripped of its parts.</p>';

function stripped(body: string): string {
  const document = parseDocument(`<html><body>${body}</body></html>`);
  return document ? stripBoilerplate(document).body.textContent : '';
}

describe('stripBoilerplate', () => {
  it.each([
    ['navigation', `<nav>${OTHER}</nav>`],
    ['what is hidden', `<div hidden>${OTHER}</div><div aria-hidden="true">${OTHER}</div>`],
    ['what a style hides', `<div style="color: red; DISPLAY : none">${OTHER}</div>`],
    ['dialogs', `<div role="dialog">${OTHER}</div>`],
    ['a form for letters', `<form><label>Mail</label>${OTHER}</form>`],
    ['what its class marks', `<div class="article-related">${OTHER}</div><div id="comments">${OTHER.repeat(8)}</div>`],
  ])('takes out %s', (_, part) => {
    expect(stripped(`<div>${PROSE}</div>${part}`)).toBe(SAID.repeat(4));
  });

  it.each([
    ['a form around the page', `<form id="aspnetForm"><h1>News</h1>${PROSE}</form>`],
    ['a text that is shown by a script', `<main><div hidden>${PROSE}</div></main>`],
    ['a page all of whose paragraphs are marked', `<p class="paywall">${SAID}</p>`.repeat(4)],
    ['a text in a marked part', `<div class="print">${PROSE}</div>`],
  ])('leaves %s', (_, page) => {
    expect(stripped(page)).toContain(SAID.repeat(4));
  });

  it('takes the article with the heading for the page’s own', () => {
    const page = `<article><h1>News</h1>${PROSE}</article><article><h2>Older</h2>${OTHER.repeat(3)}</article>`;
    expect(stripped(page)).toBe(`News${SAID.repeat(4)}`);
    expect(stripped(page.replaceAll('h1', 'h2'))).toContain('Older');
  });
});
