import type { Block } from '@presswatch/events';
import { fold } from '../../text/fold.ts';

/** A line that may be of anything but a heading or a paragraph. */
const OTHER = /^(?:[ \t]+[^ \t\n]|[>*_`~<|:[]|[+-](?:[ \t]|$)|[-=][-=|: \t]*$|\d{1,9}[.)](?:[ \t]|$)|#(?!#{0,5}[ \t]))/;
/** What may be mark-up within a paragraph. */
const MARKED = /[\\`*_[<]|~~|&[#a-z][a-z0-9]{0,40};/i;

/** Reads the mark-up within one paragraph or heading: gives its text, with line breaks as spaces. */
export type ReadMarks = (content: string) => string;

/**
 * The blocks of a Markdown text of nothing but headings (`#`) and paragraphs, as most releases of wires are: the same as
 * the grammar's reader gives, much sooner.
 *
 * @param text as decoded: line breaks as `\n`, no NULs
 * @param readMarks called for what holds mark-up
 * @returns `undefined` where the text has, or may have, blocks of any other kind
 */
export function plainBlocks(text: string, readMarks: ReadMarks): Block[] | undefined {
  const all = text.split('\n');
  if (all.some((line) => OTHER.test(line))) return undefined;
  const blocks: Block[] = [];
  const marked = MARKED.test(text);
  let lines: string[] = [];
  const close = () => {
    if (lines.length === 0) return;
    const paragraph = paragraphOf(lines, marked ? readMarks : undefined);
    if (paragraph !== '') blocks.push({ kind: 'paragraph', text: paragraph });
    lines = [];
  };
  for (const line of all) {
    const first = line.charAt(0);
    if (first === '' || first === ' ' || first === '\t') close();
    else if (first !== '#') lines.push(line);
    else {
      close();
      if (trimmed(line).endsWith('#')) return undefined; // may close the heading: the grammar's reader knows
      const level = line.search(/[^#]/);
      const content = trimmed(line.slice(level));
      const heading = fold(MARKED.test(content) ? readMarks(content) : content);
      if (heading !== '') blocks.push({ kind: 'heading', text: heading, level });
    }
  }
  close();
  return blocks;
}

function paragraphOf(lines: readonly string[], readMarks: ReadMarks | undefined): string {
  const content = readMarks ? trimmed(lines.join('\n')) : '';
  if (readMarks && MARKED.test(content)) return readMarks(content).trim();
  return lines.map(withoutSpaces).join('\n').trim();
}

/** Spaces at a line's end say how it breaks; both ways read as one space. */
function withoutSpaces(line: string): string {
  let end = line.length;
  while (end > 0 && line.charCodeAt(end - 1) === 0x20) end--;
  return line.slice(0, end);
}

/** Without spaces and tabs at its ends; other white space is text to the grammar. */
function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09;
