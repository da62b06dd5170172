import type { Block } from '@presswatch/events';
import { fold } from '../../text/fold.ts';

/** What may begin a line of anything but a heading or a paragraph; also line ends that the grammar changes first. */
const OTHER = /^(?:[ \t]+[^ \t\n]|[>*+\-_=`~<|:[]|\d{1,9}[.)]|#(?!#{0,5}[ \t]))|[\0\r]/m;
/** What may be mark-up within a paragraph. */
const MARKED = /[\\`*_[<]|~~|&[#a-z][a-z0-9]{0,40};/i;

/**
 * The blocks of a Markdown text of nothing but headings (`#`) and paragraphs without mark-up, as most releases of wires
 * are: the same as the grammar's reader gives, in a tenth of its time.
 *
 * @returns `undefined` where the text has, or may have, anything else
 */
export function plainBlocks(text: string): Block[] | undefined {
  if (OTHER.test(text) || MARKED.test(text)) return undefined;
  const blocks: Block[] = [];
  let lines: string[] = [];
  const close = () => {
    const paragraph = lines.join(' ').trim();
    if (paragraph !== '') blocks.push({ kind: 'paragraph', text: paragraph });
    lines = [];
  };
  for (const line of text.split('\n')) {
    const first = line.charAt(0);
    if (first === '' || first === ' ' || first === '\t') close();
    else if (first !== '#') lines.push(withoutSpaces(line));
    else {
      close();
      const heading = headingOf(line);
      if (heading === undefined) return undefined;
      if (heading.text !== '') blocks.push(heading);
    }
  }
  close();
  return blocks;
}

/** Spaces at a line's end mark how it breaks; both ways read as one space. */
function withoutSpaces(line: string): string {
  let end = line.length;
  while (end > 0 && line.charCodeAt(end - 1) === 0x20) end--;
  return line.slice(0, end);
}

/** Number signs at a heading's end may close it: the grammar's reader knows. */
function headingOf(line: string): Block | undefined {
  if (/#[ \t]*$/.test(line)) return undefined;
  const level = line.search(/[^#]/);
  return { kind: 'heading', text: fold(line.slice(level)), level };
}
