import type { TokenizerCallbacks } from 'htmlparser2';
import { library } from '../../library.ts';

const htmlparser = library<typeof import('htmlparser2')>('htmlparser2');

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
