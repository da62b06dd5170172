import type { ComponentChildren, JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Block, Content } from '../../generated/api.ts';
import { type Mark, offsetsOf } from '../text/segments.ts';
import { type Cell, isFigure, rowsOf } from '../text/table.ts';
import { partName } from '../text/words.ts';
import { type Marked, NameMarks, shownMentions } from './name-marks.tsx';
import { hiddenTypes } from './names-state.ts';

interface Props {
  readonly content: Content;
  readonly direction: 'ltr' | 'rtl' | 'auto';
}

/** The blocks of a release; what stands in every release of its issuer is set apart. */
export function Body({ content, direction }: Props) {
  const hidden = hiddenTypes.value;
  const groups = useMemo(() => groupsOf(content), [content, hidden]);
  return (
    <div class="body" dir={direction} lang={content.language}>
      {groups.map(({ part, blocks, from }) => {
        const shown = <Blocks key={from} blocks={blocks} content={content} />;
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
function groupsOf(content: Content): Group[] {
  const { title, body } = content;
  const offsets = offsetsOf(title, body);
  const shown = shownMentions(content);
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
}

function Blocks({ blocks, content }: BlocksProps) {
  const parts: JSX.Element[] = [];
  let items: JSX.Element[] = [];
  const flush = () => {
    if (items.length > 0) parts.push(<ul key={`list ${parts.length}`}>{items}</ul>);
    items = [];
  };
  blocks.forEach(({ block, marks }, at) => {
    const inside = <NameMarks text={block.text} marks={marks} content={content} />;
    const rows = block.kind === 'table' ? rowsOf(block.text, marks) : undefined;
    if (block.kind === 'list-item') items.push(<li key={at}>{inside}</li>);
    else {
      flush();
      if (rows !== undefined) parts.push(<TableView key={at} rows={rows} content={content} />);
      else parts.push(<BlockView key={at} block={block} inside={inside} />);
    }
  });
  flush();
  return <>{parts}</>;
}

/** A table whose text still says where its cells end. Which of them are heads it does not say. */
function TableView({ rows, content }: { rows: readonly (readonly Cell<Marked>[])[]; content: Content }) {
  const columns = Math.max(...rows.map((row) => row.length));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <div class="table" tabIndex={0}>
      <table>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map(({ text, marks }, cell) => (
                <td key={cell} class={isFigure(text) ? 'figure' : undefined} colSpan={row.length === 1 ? columns : 1}>
                  <NameMarks text={text} marks={marks} content={content} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

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
