import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTree } from './build.ts';
import type { LightDocument } from './light-document.ts';
import type { LightElement, LightNode } from './light-element.ts';

function tree(html: string): LightDocument {
  const document = buildTree(html);
  if (!document) throw new Error('no tree');
  return document;
}

/** Tags and texts of an element's children: `p[Hello b[you]]`. */
const outline = (parent: LightElement): string =>
  parent.childNodes
    .map((node) => (node.nodeType === 3 ? node.textContent : `${node.localName}[${outline(node)}]`))
    .join('');

describe('the light tree', () => {
  it.each([
    ['a page', '<html><head><title>T</title></head><body><p>Hello <b>you</b></p></body></html>', 'p[Hello b[you]]'],
    ['a fragment', '<p>One<p>Two', 'p[One]p[Two]'],
    ['text alone', 'One &amp; two', 'One & two'],
    ['a head that is not closed', '<head><meta name="a"><p>One', 'p[One]'],
    ['text after the body', '<body><p>One</p></body>Two', 'p[One]Two'],
    ['a body within', '<div>One<body class="x">Two</div>Three', 'div[OneTwo]Three'],
    ['what cannot be seen', '<p>One<script>a</script><style>b</style><!-- c --><svg><p>d</p></svg> Two', 'p[One Two]'],
    ['scripts of JSON', '<div>One<script type="application/ld+json">{}</script></div>', 'div[One]'],
  ])('takes %s', (_, html, expected) => {
    expect(outline(tree(html).body)).toBe(expected);
  });

  it('keeps attributes of the frame, wherever its tags stand', () => {
    const { documentElement, head, body, title } = tree('<p>a<html lang="de"><title>T</title><body class="x">');
    expect([documentElement.getAttribute('lang'), body.className, head.children.length, title]).toEqual([
      'de',
      'x',
      0,
      '',
    ]);
    expect(tree('<script type="application/ld+json">{}</script>').querySelector('script')?.textContent).toBe('{}');
  });

  it('sets what is nested too deep beside each other, with its text in order', () => {
    const body = tree(`${'<div>a'.repeat(500)}${'</div>b'.repeat(500)}`).body;
    expect(body.textContent).toBe('a'.repeat(500) + 'b'.repeat(500));
  });

  it('refuses what is too large', () => {
    expect(buildTree('<i>a</i>'.repeat(60_000))).toBeUndefined();
    expect(buildTree('<b>'.repeat(100_000))).toBeUndefined();
    const deep = (text: number) => '<div>'.repeat(180) + 'words '.repeat(text / 6);
    expect(buildTree(deep(600_000))).toBeUndefined();
    expect(buildTree(deep(60_000))).toBeDefined();
  });

  it('finds elements by selectors, as the tree stands', () => {
    const { body } = tree('<div class="a b"><p id="x">1</p><p title="One Two">2</p></div><p>3');
    const texts = (selector: string) => body.querySelectorAll(selector).map((element) => element.textContent);
    expect(texts('p')).toEqual(['1', '2', '3']);
    expect(texts('div.a > p + p, #x')).toEqual(['1', '2']);
    expect(texts('[title~="two" i]')).toEqual(['2']);
    body.querySelector('#x')?.remove();
    expect(texts('p:first-child')).toEqual(['2']);
    expect(body.querySelector('h1')).toBeNull();
  });
});

type Step = readonly [number, number, number];

/** What a plain list of children would say after the same moves. */
function checkLinks(parent: LightElement): void {
  const { childNodes } = parent;
  const linked: LightNode[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling) linked.push(node);
  expect(linked).toEqual([...childNodes]);
  childNodes.forEach((node, i) => {
    expect([node.parentNode, node.previousSibling]).toEqual([parent, childNodes[i - 1] ?? null]);
  });
  expect(parent.children).toEqual(childNodes.filter((node) => node.nodeType === 1));
  expect(parent.textContent).toBe(childNodes.map((node) => node.textContent).join(''));
  for (const child of parent.children) checkLinks(child);
}

describe('changes of the light tree', () => {
  it('keep links, lists and texts in step', () => {
    const steps = fc.array(fc.tuple(fc.nat(2), fc.nat(50), fc.nat(50)), { maxLength: 30 });
    const change = (document: LightDocument, [what, a, b]: Step) => {
      const all = document.body.querySelectorAll('*');
      const [one, other] = [all[a % all.length], all[b % all.length]];
      if (!one || !other) return;
      if (what === 0) one.remove();
      else if (what === 1) other.parentNode?.replaceChild(document.createTextNode('x'), other);
      else if (one !== other && !contains(one, other)) other.appendChild(one);
    };
    fc.assert(
      fc.property(steps, (taken) => {
        const document = tree('<div>a<p>b<i>c</i></p><p>d</p></div>e<ul><li>f<li>g<b>h</b></ul>'.repeat(2));
        for (const step of taken) {
          change(document, step);
          checkLinks(document.body);
        }
      }),
      { seed: 21, numRuns: 200 },
    );
  });
});

function contains(element: LightElement, other: LightElement): boolean {
  let up: LightElement | null = other;
  while (up && up !== element) up = up.parentNode;
  return up === element;
}
