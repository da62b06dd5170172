import type { Block } from '@presswatch/events';
import { headingOf, isLegalText, type Part } from './headings.ts';

/** A release's blocks told apart: the news, and what stands beside it. */
export interface Marked {
  readonly blocks: Block[];
  /** Whom the headings `About X` name, in order, with the index of the heading. */
  readonly abouts: readonly { readonly name: string; readonly block: number }[];
}

const PROSE = 140;
const SHORT = 110;
/** A paragraph longer than this without an address or number is no part of a contact block. */
const CONTACT_MOST = 220;
const REACHABLE = /@|https?:|www\.|\d{3}[\s.)/-]{1,2}\d{2}|\+\d/;

interface State {
  part: Part | undefined;
  /** Level of the heading that opened the part; 7 for a short paragraph. */
  level: number;
  prose: number;
}

/**
 * Gives the blocks beside the news their part. A part begins with its heading, be it a block of that kind or a short
 * paragraph, and ends with the next heading; contacts also with the next longer paragraph.
 */
export function markParts(blocks: readonly Block[]): Marked {
  const abouts: { name: string; block: number }[] = [];
  const state: State = { part: undefined, level: 7, prose: 0 };
  const marked = blocks.map((block, i) => {
    const opened = block.text.length <= SHORT ? opening(block, state) : undefined;
    if (opened?.name !== undefined) abouts.push({ name: opened.name, block: i });
    if (opened === undefined) goOn(block, state);
    if (state.part === undefined && isProse(block)) state.prose++;
    const part = state.part ?? block.part;
    return part === undefined || block.part === part ? block : { ...block, part };
  });
  return { blocks: marked, abouts };
}

/** Long, or not that long but a whole sentence. */
const isProse = ({ kind, text }: Block): boolean =>
  text.length > PROSE || (kind === 'paragraph' && text.length > SHORT && /[.!?]["”’»)]*$/u.test(text));

function opening(block: Block, state: State) {
  const heading = block.kind === 'table' || block.kind === 'code' ? undefined : headingOf(block.text);
  if (!heading) return undefined;
  // Before any prose, `About` is a page's menu and `Notes` anything; contacts do stand at the head.
  if (state.prose === 0 && heading.part !== 'contact') return undefined;
  if (state.part === 'about' && heading.part === 'contact' && block.text.length > 60 && !REACHABLE.test(block.text))
    return undefined;
  state.part = heading.part;
  state.level = block.kind === 'heading' ? (block.level ?? 2) : 7;
  return heading;
}

/** What a block that heads no part does to the part it stands in. */
function goOn(block: Block, state: State): void {
  if (isLegalText(block.text)) {
    if (state.part !== 'notes') [state.part, state.level] = ['legal', 7];
    return;
  }
  if (state.part === undefined) return;
  if (state.part === 'contact') {
    const far = block.text.length > CONTACT_MOST || (block.text.length > SHORT && !REACHABLE.test(block.text));
    if (far || (block.kind === 'heading' && (block.level ?? 2) <= state.level && !isLine(block)))
      state.part = undefined;
    return;
  }
  if (block.kind === 'heading' && (block.level ?? 2) <= state.level && state.part !== 'notes') state.part = undefined;
}

/** Plain text makes headings of names that stand over a longer line. */
const isLine = (block: Block): boolean => block.text.length < 50 && block.level === 2;

const CLOSING = 3;
const BOILERPLATE =
  /\b(?:founded|headquartered|established|based in|for more information|learn more|visit|www\.|https?:|gegründet|hauptsitz|mit sitz|weitere informationen|fondée?|siège|pour plus d|fundada|sede|más información|fondata|con sede|per maggiori|para mais)/iu;

/** The closing paragraph that says who the issuer is, where no heading stands over it: `Acme is a leading …`. */
export function markClosing(blocks: Block[], issuer: string): Block[] {
  const [first = ''] = issuer.split(/[\s,]/, 1);
  for (let i = blocks.length - 1, seen = 0; i > 0 && seen < CLOSING; i--) {
    const block = blocks[i] as Block;
    if (block.part !== undefined || block.kind !== 'paragraph' || block.text.length < PROSE) continue;
    seen++;
    const described = first.length > 2 && isDescription(block.text, first) && BOILERPLATE.test(block.text);
    if (!described || !blocks.slice(0, i).some((before) => before.part === undefined && before.text.length > PROSE))
      continue;
    return blocks.with(i, { ...block, part: 'about' });
  }
  return blocks;
}

/** Begins with the name, then says what it is. */
function isDescription(text: string, name: string): boolean {
  const start = /^(?:the|die|der|das|la|le|el|il|l['’])\s?/iu.exec(text)?.[0].length ?? 0;
  if (!text.startsWith(name, text.startsWith(name) ? 0 : start)) return false;
  return /\s(?:is|are|was|has been|ist|sind|est|es|è|é|is|är|er) (?:an?|the|one|among|dedicated|committed|headquartered|based|ein|eine|der|die|das|un|une|una|le|la|el|il|lo|um|uma|o|a|een|en|ett)\s/iu.test(
    text.slice(0, 200),
  );
}
