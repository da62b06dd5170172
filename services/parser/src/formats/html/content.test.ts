import { describe, expect, it } from 'vitest';
import { mainContent } from './content.ts';
import { parseDocument } from './dom.ts';

const SAID = 'The company, which makes wheels, said on Monday that it would open a plant in Sampletown next year.';
const MENU = '<ul><li><a href="/a">One</a></li><li><a href="/b">Two</a></li></ul>';

function contentOf(body: string) {
  const html = `<html><body>${body}</body></html>`;
  const document = parseDocument(html);
  if (!document) throw new Error('no tree');
  return mainContent(document, html, {
    title: 'News of wheels',
    description: '',
    base: 'https://press.example/',
    ctx: { now: Date.UTC(2025, 0, 15), order: undefined },
  });
}

describe('mainContent', () => {
  it('finds the text between menus', () => {
    const { blocks, from } = contentOf(
      `${MENU}<div><div id="text">${[1, 2, 3, 4].map((i) => `<p>${SAID} (${i})</p>`).join('')}</div></div>${MENU}`,
    );
    expect(from).toBe('readability');
    expect(blocks).toEqual([1, 2, 3, 4].map((i) => ({ kind: 'paragraph', text: `${SAID} (${i})` })));
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
