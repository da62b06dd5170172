import type { Block } from '@presswatch/events';
import { headingOf } from '../../fields/parts/headings.ts';
import { wordKey } from '../../text/fold.ts';
import type { DomContent } from './blocks.ts';
import { LEADS_AWAY, saysAgain } from './boilerplate.ts';

/** Shorter texts between heading and content are bylines, captions, labels. */
const LEAST = 60;
/** Where more leads elsewhere it is no text that was left out. */
const LINKS = 0.3;
const SENTENCE_END = /[.!?…。！？:]["'”’»)\]]*$/u;
/** As much of a description as it takes to know its text again. */
const KNOWN = 40;

/** The blocks of a whole page beside those of them that were chosen. */
interface Chosen {
  readonly whole: DomContent;
  readonly texts: ReadonlySet<string>;
  /** Of the whole page's blocks the first and the last that were chosen. */
  readonly first: number;
  readonly last: number;
}

/**
 * Gives chosen blocks back what the choice left out: the lead between the page's heading and them, or the one that the
 * page's description tells, and blocks between them that stand in like places, as pages have it whose every paragraph is
 * a box of its own; and the parts that end a release below them: about its issuer, contacts, notes.
 *
 * @param whole all blocks of the page
 */
export function completed(chosen: readonly Block[], whole: DomContent, title: string, description: string): Block[] {
  const texts = new Set(chosen.map(({ text }) => text));
  const isChosen = ({ text }: Block) => text.length >= LEAST && texts.has(text);
  const first = whole.blocks.findIndex(isChosen);
  if (first < 0) return [...chosen];
  const choice: Chosen = { whole, texts, first, last: whole.blocks.findLastIndex(isChosen) };
  const parts = partsOf(choice);
  const inner = [...new Set([...innerOf(choice), ...parts])].sort((a, b) => a - b);
  return [...leadOf(choice, title, description), ...merged(chosen, inner, choice)];
}

function leadOf({ whole, texts, first }: Chosen, title: string, description: string): Block[] {
  const before = whole.blocks.slice(0, first);
  const key = wordKey(title);
  const heading = before.findLastIndex(({ kind, text }) => kind === 'heading' && saysAgain(text, key));
  const described = wordKey(description).slice(0, KNOWN);
  const said = new Set<string>(texts);
  return before.filter(({ text }, i) => {
    if (said.has(text) || text.length < LEAST || (whole.linked[i] ?? 0) > LINKS) return false;
    const isDescribed = described.length === KNOWN && wordKey(text.slice(0, 80)).startsWith(described);
    if (!isDescribed && (heading < 0 || i < heading || !SENTENCE_END.test(text))) return false;
    said.add(text);
    return true;
  });
}

/** The chosen blocks with others of the page, each before the next chosen one that follows it there. */
function merged(chosen: readonly Block[], others: readonly number[], { whole, texts, first, last }: Chosen): Block[] {
  const at = new Map<string, number>();
  for (let i = last; i >= first; i--) at.set((whole.blocks[i] as Block).text, i);
  const all: Block[] = [];
  let next = 0;
  const addUpTo = (end: number) => {
    for (; next < others.length && (others[next] as number) < end; next++)
      all.push(whole.blocks[others[next] as number] as Block);
  };
  for (const block of chosen) {
    if (texts.has(block.text)) addUpTo(at.get(block.text) ?? -1);
    all.push(block);
  }
  addUpTo(whole.blocks.length);
  return all;
}

/** Indexes of what was left out between chosen blocks, though it stands as they do or heads one of them. */
function innerOf({ whole, texts, first, last }: Chosen): number[] {
  const { blocks, linked, places } = whole;
  const like = new Set<string>();
  for (let i = first; i <= last; i++) if (texts.has((blocks[i] as Block).text)) like.add(places[i] as string);
  const inner: number[] = [];
  let follows = false;
  for (let i = last; i > first; i--) {
    const { kind, text } = blocks[i] as Block;
    const known = texts.has(text);
    const isBack: boolean =
      !known &&
      !LEADS_AWAY.test(text) &&
      (linked[i] ?? 0) <= LINKS &&
      (like.has(places[i] as string) || (kind === 'heading' && follows));
    if (isBack) inner.push(i);
    follows = known || isBack;
  }
  return inner.reverse();
}

/** Between content and its last parts there may be lines to share it, and a picture. */
const GAP_MOST = 6;
const TAIL_MOST = 30;
/** Of the text below a legal heading: a site's own notice is a line. */
const LEGAL_LEAST = 100;
const REACHABLE = /@|https?:|www\.|\d{3}[\s.)/-]{1,2}\d{2}|\+\d/;

/** Indexes of parts beside the news that were left out, among the chosen blocks or soon below them. */
function partsOf({ whole: { blocks, linked }, texts, first, last }: Chosen): number[] {
  const parts: number[] = [];
  let isOpen = false;
  for (let i = first + 1, gap = 0; i < blocks.length && gap <= GAP_MOST && i <= last + TAIL_MOST; i++) {
    const { kind, text } = blocks[i] as Block;
    if ((linked[i] ?? 0) > LINKS || texts.has(text)) isOpen = false;
    else if (opensPart(blocks, i)) isOpen = true;
    else if (kind === 'heading') isOpen = false;
    if (isOpen) parts.push(i);
    else if (i > last) gap++;
  }
  return parts;
}

/** Sites have headings of their own that read alike: those of a release name someone, or say how to reach them. */
function opensPart(blocks: readonly Block[], i: number): boolean {
  const { text } = blocks[i] as Block;
  const heading = headingOf(text);
  if (heading?.part === 'about') return heading.name !== undefined && (blocks[i + 1]?.text.length ?? 0) >= LEAST;
  if (heading?.part === 'notes') return text.length > 10;
  if (heading?.part === 'legal') return (blocks[i + 1]?.text.length ?? 0) >= LEGAL_LEAST;
  return heading?.part === 'contact' && blocks.slice(i, i + GAP_MOST).some((block) => REACHABLE.test(block.text));
}
