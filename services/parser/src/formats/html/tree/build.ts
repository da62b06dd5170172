import type { Handler, Parser } from 'htmlparser2';
import { library } from '../../../library.ts';
import { LightDocument } from './light-document.ts';
import { type Attributes, LightElement } from './light-element.ts';
import { LightText } from './light-text.ts';

const htmlparser = library<typeof import('htmlparser2')>('htmlparser2');

/** What never shows text of a page. */
const UNSEEN = new Set(
  'style noscript template svg math iframe frame frameset noframes object embed applet canvas audio video select option optgroup datalist textarea'.split(
    ' ',
  ),
);
/** What belongs into the head; scripts go there from everywhere, so that no text of the page holds theirs. */
const HEAD = new Set('meta title link base'.split(' '));
const STRUCTURE = new Set(['html', 'head', 'body']);

/** Deeper elements stand beside each other at this depth. */
const DEEPEST = 200;
/** Where tags are nested deeper than this, the library's own stack grows slow. */
const NESTED_MOST = 2000;
/** Pages with more elements are read without a tree. */
const ELEMENTS_MOST = 50_000;
/** Of text times its depth, which is what reading texts of elements within elements costs at most. */
const WORK_MOST = 100_000_000;

/**
 * A tree out of any HTML, a fragment included, by htmlparser2. What cannot be seen is left out: styles, drawings, frames,
 * choices of forms, comments. Takes time in proportion to the length of the HTML.
 *
 * @returns `undefined` for a page too large to make a tree of
 */
export function buildTree(html: string): LightDocument | undefined {
  const { Parser } = htmlparser();
  const builder = new Builder();
  const parser = new Parser(builder, { decodeEntities: true });
  builder.parser = parser;
  parser.write(html);
  if (builder.tooLarge) return undefined;
  parser.end();
  return builder.tooLarge ? undefined : builder.document;
}

class Builder implements Partial<Handler> {
  readonly document = new LightDocument();
  parser: Parser | undefined;
  tooLarge = false;
  private elements = 0;
  private work = 0;
  /** How many elements are open inside one that is left out, itself included. */
  private unseen = 0;
  /** For each open tag the element that takes its children. */
  private readonly open: LightElement[] = [this.document.documentElement];

  onopentag(name: string, values: Attributes): void {
    if (this.unseen > 0 || UNSEEN.has(name)) {
      this.unseen++;
      return;
    }
    if (++this.elements > ELEMENTS_MOST || this.open.length > NESTED_MOST) this.stop();
    this.open.push(STRUCTURE.has(name) ? this.structure(name, values) : this.element(name, values));
  }

  onclosetag(): void {
    if (this.unseen > 0) this.unseen--;
    else if (this.open.length > 1) this.open.pop();
  }

  ontext(text: string): void {
    if (this.unseen > 0) return;
    const top = this.open.at(-1);
    const parent = top && top !== this.document.documentElement && top !== this.document.head ? top : undefined;
    if (!parent && text.trim() === '') return;
    this.addText(parent ?? this.document.body, text);
  }

  private addText(parent: LightElement, text: string): void {
    const last = parent.lastChild;
    if (last && last.nodeType === 3) last.textContent += text;
    else parent.appendChild(new LightText<LightElement>(text));
    if (parent.tagName !== 'SCRIPT') this.work += text.length * this.open.length;
    if (this.work > WORK_MOST) this.stop();
  }

  private element(name: string, values: Attributes): LightElement {
    const { documentElement, head, body } = this.document;
    const top = this.open.at(-1) ?? documentElement;
    const isFrame = top === documentElement || top === head;
    const parent = name === 'script' || (isFrame && HEAD.has(name)) ? head : isFrame ? body : top;
    const element = new LightElement(name, values);
    parent.appendChild(element);
    return this.open.length > DEEPEST && name !== 'script' ? parent : element;
  }

  /** The tags of the page's frame may come late, twice or not at all: their attributes count, their place does not. */
  private structure(name: string, values: Attributes): LightElement {
    const { documentElement, head, body } = this.document;
    const top = this.open.at(-1) ?? documentElement;
    const element = name === 'html' ? documentElement : name === 'head' ? head : body;
    for (const [key, value] of Object.entries(values)) if (!element.hasAttribute(key)) element.setAttribute(key, value);
    return top === documentElement || top === head ? element : top;
  }

  private stop(): void {
    this.tooLarge = true;
    this.parser?.pause();
  }
}
