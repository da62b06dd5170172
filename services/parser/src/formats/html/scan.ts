import type { TokenizerCallbacks } from 'htmlparser2';
import { library } from '../../library.ts';

const htmlparser = library<typeof import('htmlparser2')>('htmlparser2');

const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr path circle rect line use'.split(' '),
);
/** Elements that end where the next of their kind begins, so that pages without end tags are not counted as nested. */
const SIBLINGS = new Set('p li td tr th dt dd option'.split(' '));
const UNKNOWN_DEPTH = 64;

/** How large a page is, found without building anything of it. */
export interface Extent {
  readonly depth: number;
  readonly elements: number;
  readonly texts: number;
}

/** Deeper or larger pages are read off their tags, without a document tree. */
const DEEPEST = 200;
const ELEMENTS_MOST = 30_000;
/** Of runs of text: a million stray `<` are as many. */
const TEXTS_MOST = 150_000;
/** Work on a tree costs up to its elements times its depth; no page that people read comes near. */
const WORK_MOST = 1_500_000;

export function tooLargeForTree(html: string): boolean {
  const { depth, elements, texts } = extentOf(html);
  return depth > DEEPEST || elements > ELEMENTS_MOST || texts > TEXTS_MOST || depth * elements > WORK_MOST;
}

/** What a walk over the tags of a page tells, in their order. */
export interface TagWalk {
  open(name: string): void;
  close(name: string): void;
  text(text: string): void;
}

/**
 * Walks over the tags and texts of a page, however deep they are nested: its cost grows with the length alone. Contents
 * of `script` and `style` come as text like any other.
 */
export function walkTags(html: string, walk: TagWalk): void {
  const ignore = () => undefined;
  let name = '';
  const callbacks: TokenizerCallbacks = {
    onattribdata: ignore,
    onattribentity: ignore,
    onattribend: ignore,
    onattribname: ignore,
    oncdata: ignore,
    oncomment: ignore,
    ondeclaration: ignore,
    onend: ignore,
    onprocessinginstruction: ignore,
    onopentagname: (start, end) => {
      name = html.slice(start, Math.min(end, start + 32)).toLowerCase();
    },
    onopentagend: () => walk.open(name),
    onselfclosingtag: () => {
      walk.open(name);
      walk.close(name);
    },
    onclosetag: (start, end) => walk.close(html.slice(start, Math.min(end, start + 32)).toLowerCase()),
    ontext: (start, end) => walk.text(html.slice(start, end)),
    ontextentity: (code) => walk.text(String.fromCodePoint(code)),
  };
  const { Tokenizer } = htmlparser();
  const tokenizer = new Tokenizer({ decodeEntities: true }, callbacks);
  tokenizer.write(html);
  tokenizer.end();
}

/** Measures a page's nesting and number of elements. Nesting is never under-estimated by more than unclosed siblings. */
export function extentOf(html: string): Extent {
  const stack: string[] = [];
  let elements = 0;
  let depth = 0;
  let texts = 0;
  walkTags(html, {
    open: (name) => {
      elements++;
      if (VOID.has(name)) return;
      if (SIBLINGS.has(name) && stack.at(-1) === name) return;
      stack.push(name);
      depth = Math.max(depth, stack.length);
    },
    close: (name) => {
      const at = lastOf(stack, name);
      if (at >= 0) stack.length = at;
    },
    text: () => {
      texts++;
    },
  });
  return { depth, elements, texts };
}

/** Where the innermost element of a name lies; not looked for far, so that stray end tags cost little. */
function lastOf(stack: readonly string[], name: string): number {
  const bottom = Math.max(0, stack.length - UNKNOWN_DEPTH);
  for (let i = stack.length - 1; i >= bottom; i--) if (stack[i] === name) return i;
  return -1;
}
