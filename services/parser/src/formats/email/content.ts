import type { Block } from '@presswatch/events';
import type { Link } from '../../draft.ts';
import { blocksOf } from '../../text/blocks.ts';
import { type Group, groupsOf } from '../../text/groups.ts';
import { linksOf } from '../../text/links.ts';
import { domBlocks } from '../html/blocks.ts';
import { flatBlocks } from '../html/flat.ts';
import { parseDocument } from '../html/parse-document.ts';
import { isService, withoutFooter, withoutSignature } from './footer.ts';
import { type Forward, findForward } from './forward.ts';
import type { Message } from './message.ts';

/** What a mail says: of a mail that passes on another, that other one. */
export interface Content {
  readonly blocks: Block[];
  readonly links: Link[];
  readonly forward: Forward | undefined;
  readonly from: 'html part' | 'text part';
}

/** HTML goes before plain text, which has less structure, unless it says much less. */
const SHARE = 0.6;

export function contentOf({ text, html }: Message, breaks: (line: string) => boolean): Content | undefined {
  const rich = html === '' ? undefined : htmlContent(html);
  const plain = text.trim() === '' ? undefined : textContent(text.replace(/\r\n?/g, '\n'), breaks);
  if (!rich || !plain) return rich ?? plain;
  return lengthOf(rich) >= lengthOf(plain) * SHARE ? rich : plain;
}

const lengthOf = ({ blocks }: Content): number => blocks.reduce((sum, block) => sum + block.text.length, 0);

function htmlContent(html: string): Content {
  const document = parseDocument(html);
  if (!document) return { ...passedOn(flatBlocks(html)), links: [], from: 'html part' };
  for (const element of [...document.querySelectorAll('[style]')]) {
    if (HIDDEN.test((element.getAttribute('style') ?? '').slice(0, 1000))) element.remove();
  }
  const { blocks, links } = domBlocks(document.body, undefined);
  const own = links.filter((link) => !isService(link.text ?? ''));
  return { ...passedOn(blocks), links: own, from: 'html part' };
}

/** The preview text of newsletters stands in the page, unseen. */
const HIDDEN =
  /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|(?:max-height|font-size)\s*:\s*0(?:px)?\s*(?:;|!|$)/i;

function passedOn(all: readonly Block[]): { blocks: Block[]; forward: Forward | undefined } {
  const forward = findForward(all.map((block) => block.text));
  const blocks = withoutFooter(forward ? all.slice(forward.end) : all);
  return { blocks: forward ? unquoted(blocks) : blocks, forward };
}

/** A mail that is quoted as a whole is not all quotations. */
function unquoted(blocks: readonly Block[]): Block[] {
  const quotes = blocks.filter((block) => block.kind === 'quote').length;
  if (quotes <= blocks.length / 2) return [...blocks];
  return blocks.map((block) => (block.kind === 'quote' ? { kind: 'paragraph', text: block.text } : block));
}

function textContent(text: string, breaks: (line: string) => boolean): Content {
  const groups = groupsOf(withoutMarks(withoutSignature(text)));
  const forward = findForward(groups.map((group) => group.lines.join(' ')));
  const own = forward ? groups.slice(forward.end) : groups;
  const blocks = withoutFooter(blocksOf(own, breaks));
  return { blocks, links: linksOf(linesOf(own)), forward, from: 'text part' };
}

const linesOf = (groups: readonly Group[]): string => groups.map((group) => group.lines.join('\n')).join('\n\n');

/** Takes the marks of quotation off a text most of which is quoted. */
function withoutMarks(text: string): string {
  const lines = text.split('\n');
  const said = lines.filter((line) => line.trim() !== '');
  const quoted = said.filter((line) => line.startsWith('>')).length;
  if (quoted <= said.length / 2) return text;
  return lines.map((line) => line.replace(/^(?:> ?){1,5}/, '')).join('\n');
}
