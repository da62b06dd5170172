import { describe, expect, it } from 'vitest';
import { mainContent } from './content.ts';
import { parseDocument } from './dom.ts';

const SAID = 'The company, which makes wheels, said on Monday that it would open a plant in Sampletown next year.';
const MENU = '<ul><li><a href="/a">One</a></li><li><a href="/b">Two</a></li></ul>';

function contentOf(body: string) {
  const html = `<html><body>${body}</body></html>`;
  const document = parseDocument(html);
  if (!document) throw new Error('no tree');
  return mainContent(document, html, 'News of wheels', 'https://press.example/');
}

describe('mainContent', () => {
  it('finds the text between menus', () => {
    const { blocks, from } = contentOf(`${MENU}<div><div id="text">${`<p>${SAID}</p>`.repeat(4)}</div></div>${MENU}`);
    expect(from).toBe('readability');
    expect(blocks).toEqual(Array(4).fill({ kind: 'paragraph', text: SAID }));
  });

  it('reads the element that is marked as the text where it holds much more', () => {
    const parts = Array.from({ length: 6 }, (_, i) => `<div><div><section><p>${i} ${SAID}</p></section></div></div>`);
    const { blocks } = contentOf(`${MENU}<div itemprop="articleBody">${parts.join('<hr>')}</div>`);
    expect(blocks.map(({ text }) => text.charAt(0)).join('')).toBe('012345');
  });

  it('reads a short page as a whole', () => {
    expect(contentOf('<p>Closed on Monday.</p>').blocks).toEqual([{ kind: 'paragraph', text: 'Closed on Monday.' }]);
    expect(contentOf('').blocks).toEqual([]);
  });
});
