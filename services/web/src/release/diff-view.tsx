import { useMemo, useState } from 'preact/hooks';
import { counted } from '../text/counts.ts';
import { type DiffRow, foldRows, type Piece } from '../text/diff.ts';

/** Rows shown at once of a very long text; the rest is there on a click. */
const MOST = 400;

export function DiffView({ rows, sideBySide }: { rows: readonly DiffRow[]; sideBySide: boolean }) {
  const folds = useMemo(() => foldRows(rows), [rows]);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  let left = MOST;
  return (
    <div class={sideBySide ? 'diff diff-aside' : 'diff'} dir="auto">
      {folds.map(({ rows: own, folded }, at) => {
        if (left <= 0) return null;
        if (folded && !opened.has(at)) {
          return (
            <button key={at} type="button" class="fold" lang="en" onClick={() => setOpened(new Set([...opened, at]))}>
              {counted(own.length, 'unchanged paragraph')}
            </button>
          );
        }
        const shown = own.slice(0, left);
        left -= shown.length;
        return shown.map((row, n) => <Row key={`${at} ${n}`} row={row} sideBySide={sideBySide} />);
      })}
      {left <= 0 && (
        <p class="soft" lang="en">
          The rest of this very long text is not shown here: compare the originals.
        </p>
      )}
    </div>
  );
}

function Row({ row: { kind, block, pieces }, sideBySide }: { row: DiffRow; sideBySide: boolean }) {
  const name = `row row-${kind} row-${block}`;
  if (!sideBySide || kind === 'same') {
    return (
      <div class={name}>
        <Pieces pieces={pieces} />
      </div>
    );
  }
  return (
    <div class={`${name} row-pair`}>
      <div>
        <Pieces pieces={pieces.filter((piece) => piece.kind !== 'added')} />
      </div>
      <div>
        <Pieces pieces={pieces.filter((piece) => piece.kind !== 'removed')} />
      </div>
    </div>
  );
}

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map(({ kind, text }, at) => {
        if (kind === 'added') return <ins key={at}>{text}</ins>;
        if (kind === 'removed') return <del key={at}>{text}</del>;
        return <span key={at}>{text}</span>;
      })}
    </>
  );
}
