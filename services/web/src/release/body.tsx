import type { ComponentChildren, JSX } from 'preact';
import { memo } from 'preact/compat';
import { useMemo } from 'preact/hooks';
import type { Block, Content, Mention } from '../../generated/api.ts';
import { type Mark, offsetsOf, segmentsOf } from '../text/segments.ts';
import { partName, typeClass, typeName } from '../text/words.ts';
import type { OpenMention } from './names-model.ts';

interface Marked extends Mention {
  readonly at: number;
}

interface Props {
  readonly content: Content;
  /** Types whose names are not marked. */
  readonly hidden: ReadonlySet<string>;
  readonly open: OpenMention | undefined;
  readonly onOpen: (open: OpenMention) => void;
  readonly direction: 'ltr' | 'rtl' | 'auto';
}

/** The blocks of a release; what stands in every release of its issuer is set apart. */
export function Body({ content, hidden, open, onOpen, direction }: Props) {
  const groups = useMemo(() => groupsOf(content, hidden), [content, hidden]);
  return (
    <div class="body" dir={direction} lang={content.language}>
      {groups.map(({ part, blocks, from }) => {
        const shown = <Blocks blocks={blocks} content={content} open={open?.mention} onOpen={onOpen} />;
        if (part === undefined) return shown;
        return (
          <details key={from} class="part" open>
            <summary lang="en" dir="ltr">
              {partName(part)}
            </summary>
            {shown}
          </details>
        );
      })}
      {content.body.length === 0 && (
        <p class="soft" lang="en">
          The release has no text beside its title.
        </p>
      )}
    </div>
  );
}

interface PlacedBlock {
  readonly block: Block;
  readonly marks: readonly Mark<Marked>[];
}

interface Group {
  readonly part: string | undefined;
  readonly from: number;
  readonly blocks: readonly PlacedBlock[];
}

/** Neighbouring blocks of one part, each with the names that stand in it. */
function groupsOf({ title, body, mentions, entities }: Content, hidden: ReadonlySet<string>): Group[] {
  const offsets = offsetsOf(title, body);
  const shown = mentions
    .map((mention, at): Marked => ({ ...mention, at }))
    .filter(({ entity }) => !hidden.has(entities[entity]?.type ?? ''))
    .sort((a, b) => a.start - b.start);
  const groups: { part: string | undefined; from: number; blocks: PlacedBlock[] }[] = [];
  let next = 0;
  body.forEach((block, at) => {
    const from = offsets[at + 1] ?? 0;
    const end = from + block.text.length;
    while ((shown[next]?.start ?? end) < from) next++;
    const marks: Mark<Marked>[] = [];
    for (let mention = shown[next]; mention !== undefined && mention.start < end; mention = shown[++next]) {
      marks.push({ start: mention.start - from, end: mention.end - from, what: mention });
    }
    const last = groups.at(-1);
    if (last !== undefined && last.part === block.part) last.blocks.push({ block, marks });
    else groups.push({ part: block.part, from: at, blocks: [{ block, marks }] });
  });
  return groups;
}

interface BlocksProps {
  readonly blocks: readonly PlacedBlock[];
  readonly content: Content;
  readonly open: number | undefined;
  readonly onOpen: (open: OpenMention) => void;
}

const Blocks = memo(function Blocks({ blocks, content, open, onOpen }: BlocksProps) {
  const parts: JSX.Element[] = [];
  let items: JSX.Element[] = [];
  const flush = () => {
    if (items.length > 0) parts.push(<ul key={`list ${parts.length}`}>{items}</ul>);
    items = [];
  };
  blocks.forEach(({ block, marks }, at) => {
    const inside = <Text text={block.text} marks={marks} content={content} open={open} onOpen={onOpen} />;
    if (block.kind === 'list-item') items.push(<li key={at}>{inside}</li>);
    else {
      flush();
      parts.push(<BlockView key={at} block={block} inside={inside} />);
    }
  });
  flush();
  return <>{parts}</>;
});

function BlockView({ block: { kind, level = 2 }, inside }: { block: Block; inside: ComponentChildren }) {
  if (kind === 'heading') {
    const Heading = `h${Math.min(6, Math.max(2, level))}` as 'h2';
    return <Heading>{inside}</Heading>;
  }
  if (kind === 'quote') return <blockquote>{inside}</blockquote>;
  if (kind === 'table' || kind === 'code') {
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
      <pre tabIndex={0} class={kind}>
        {inside}
      </pre>
    );
  }
  return <p class={kind === 'caption' ? 'caption' : undefined}>{inside}</p>;
}

interface TextProps extends Omit<BlocksProps, 'blocks'> {
  readonly text: string;
  readonly marks: readonly Mark<Marked>[];
}

/** Time the pointer must rest on a name: passing over a text opens nothing. */
const REST_MS = 140;
let resting: ReturnType<typeof setTimeout> | undefined;

function Text({ text, marks, content, open, onOpen }: TextProps) {
  return (
    <>
      {segmentsOf(text, marks).map(({ text: piece, mark }) => {
        if (mark === undefined) return piece;
        const { at, entity: index } = mark.what;
        const entity = content.entities[index];
        const show = (element: HTMLElement, by: OpenMention['by']) => onOpen({ mention: at, element, by });
        return (
          <a
            key={at}
            class={`name ${typeClass(entity?.type ?? '')}`}
            href={`#name-${index}`}
            tabIndex={-1}
            data-mention={at}
            data-entity={index}
            title={entity === undefined ? undefined : typeName(entity.type)}
            aria-expanded={open === at}
            onPointerEnter={({ currentTarget, pointerType }) => {
              clearTimeout(resting);
              if (pointerType === 'mouse') resting = setTimeout(() => show(currentTarget, 'pointer'), REST_MS);
            }}
            onPointerLeave={() => clearTimeout(resting)}
            onClick={(event) => {
              event.preventDefault();
              show(event.currentTarget, event.detail === 0 ? 'key' : 'pointer');
            }}
          >
            {piece}
          </a>
        );
      })}
    </>
  );
}
