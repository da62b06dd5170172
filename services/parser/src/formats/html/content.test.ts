import { describe, expect, it } from 'vitest';
import { mainContent } from './content.ts';
import { parseDocument } from './parse-document.ts';

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

  it('keeps words of a paragraph whatever their class says', () => {
    const dateline = '<span class="legendSpanClass">SAMPLETOWN</span>, <span class="comment-date">May 5, 2024</span>';
    const { blocks } = contentOf(
      `${MENU}<article><p>${dateline} /Sample Wire/ -- ${SAID}</p>${`<p>${SAID}</p>`.repeat(3)}</article>`,
    );
    expect(blocks[0]?.text).toBe(`SAMPLETOWN, May 5, 2024 /Sample Wire/ -- ${SAID}`);
  });

  it('weighs a text by what its script says in a character', () => {
    const said = '港务局今日公布新的港口管理条例，自五月一日起施行，规定了码头的安全要求和船舶的登记办法。';
    const { blocks, from } = contentOf(`${MENU}<div class="text"><p>${said}</p><p>${said}${said}</p></div>${MENU}`);
    expect(from).not.toBe('page');
    expect(blocks.map(({ text }) => text)).toEqual([said, said + said]);
  });

  it('keeps who is quoted', () => {
    const quotes = [
      `<blockquote><p>${SAID}</p><footer>Jane Sample, mayor</footer></blockquote>`,
      `<blockquote><p>${SAID.slice(4)}</p></blockquote><footer><cite>Jim Sample, wheelwright</cite></footer>`,
      `<figure><blockquote><p>${SAID.slice(8)}</p></blockquote><figcaption>Jo Sample, carter</figcaption></figure>`,
    ];
    const { blocks } = contentOf(`<article><p>1 ${SAID}</p>${quotes.join('')}<p>2 ${SAID}</p></article>`);
    const text = blocks.map((block) => block.text).join('\n');
    for (const name of ['Jane Sample, mayor', 'Jim Sample, wheelwright', 'Jo Sample, carter'])
      expect(text).toContain(name);
  });

  it('keeps lines of an address apart, and no others', () => {
    const contact = 'Jane Sample<br>Sample Wheels<br/>\njane@wheels.example';
    const verse = 'Wheels go <b>round</b>\n<br>and round they go';
    const { blocks } = contentOf(`<article>${`<p>${SAID}</p>`.repeat(3)}<p>${verse}</p><p>${contact}</p></article>`);
    expect(blocks.slice(-4).map(({ text }) => text)).toEqual([
      'Wheels go round and round they go',
      'Jane Sample',
      'Sample Wheels',
      'jane@wheels.example',
    ]);
  });

  it('reads a short page as a whole', () => {
    expect(contentOf('<p>Closed on Monday.</p>').blocks).toEqual([{ kind: 'paragraph', text: 'Closed on Monday.' }]);
    expect(contentOf('').blocks).toEqual([]);
  });
});
