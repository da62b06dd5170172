import { useMemo, useState } from 'preact/hooks';
import type { Release, Revision, RevisionContent } from '../../generated/api.ts';
import { useAnswer } from '../api/use-answer.ts';
import { go, hrefOf } from '../router.ts';
import { counted } from '../text/counts.ts';
import { changedWords, diffRevisions } from '../text/diff.ts';
import { Moment, ProblemView, Skeleton } from '../ui/parts.tsx';
import { DiffView } from './diff-view.tsx';

interface Props {
  readonly release: Release;
  /** Names of the revisions compared; default: the last two. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** The revisions of a release, and what changed between two of them. */
export function RevisionsView({ release, from, to }: Props) {
  const { revisions } = release;
  const known = (name: string | undefined) => revisions.find((revision) => revision.name === name);
  const after = known(to) ?? revisions.at(-1);
  const before = known(from) ?? revisions[revisions.findIndex(({ name }) => name === after?.name) - 1];
  return (
    <div class="revisions">
      <RevisionList release={release} before={before} after={after} />
      {before === undefined || after === undefined ? (
        <p class="notice">
          Only one revision has been seen: there is nothing to compare yet. A changed advertisement is none.
        </p>
      ) : (
        <section class="compare" aria-labelledby="compare-title">
          <h2 id="compare-title">
            From revision{' '}
            <Choice
              revisions={revisions}
              value={before}
              label="Older revision"
              pick={(one) => go(compareHref(release, one, after))}
            />{' '}
            to{' '}
            <Choice
              revisions={revisions}
              value={after}
              label="Newer revision"
              pick={(one) => go(compareHref(release, before, one))}
            />
          </h2>
          <Comparison key={`${before.name} ${after.name}`} id={release.releaseId} before={before} after={after} />
        </section>
      )}
    </div>
  );
}

const compareHref = ({ releaseId: id }: Release, older: Revision, newer: Revision): string =>
  hrefOf({ view: 'revisions', id, from: older.name, to: newer.name });

/** Revisions listed at first: what changed must not lie below hundreds of them. */
const FIRST = 5;

interface ListProps {
  readonly release: Release;
  readonly before: Revision | undefined;
  readonly after: Revision | undefined;
}

/** The newest revisions and those that are compared; the others on demand. */
function RevisionList({ release, before, after }: ListProps) {
  const [all, setAll] = useState(false);
  const { revisions } = release;
  const shown = revisions.filter(
    (revision, at) => all || at >= revisions.length - FIRST || revision === before || revision === after,
  );
  return (
    <div>
      <ol class="revision-list">
        {shown.toReversed().map((revision) => (
          <RevisionItem key={revision.name} revision={revision} release={release} before={before} after={after} />
        ))}
      </ol>
      {revisions.length > FIRST && (
        <button type="button" class="more-values" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `All ${counted(revisions.length, 'revision')}`}
        </button>
      )}
    </div>
  );
}

function RevisionItem({ revision, release, before, after }: ListProps & { readonly revision: Revision }) {
  const { name, number, title, firstSeen, lastSeen, captures, contentHash } = revision;
  const previous = release.revisions[number - 2];
  return (
    <li class={revision === after || revision === before ? 'revision revision-shown' : 'revision'}>
      <span class="revision-number">{number}</span>
      <div>
        <p class="revision-title" dir="auto">
          {title ?? 'Withdrawn: found gone'}
        </p>
        <p class="soft">
          <Moment at={firstSeen} />
          {lastSeen !== firstSeen && (
            <>
              {' to '}
              <Moment at={lastSeen} />
            </>
          )}
          , {counted(captures.length, 'look')}
        </p>
        <p class="revision-links">
          {previous !== undefined && (
            <a
              href={compareHref(release, previous, revision)}
              aria-current={revision === after && previous === before ? 'true' : undefined}
            >
              Changes since {previous.number}
            </a>
          )}
          {contentHash !== null && (
            <a href={hrefOf({ view: 'original', id: release.releaseId, capture: name })}>Original</a>
          )}
        </p>
      </div>
    </li>
  );
}

interface ChoiceProps {
  readonly revisions: readonly Revision[];
  readonly value: Revision;
  readonly label: string;
  readonly pick: (revision: Revision) => void;
}

function Choice({ revisions, value, label, pick }: ChoiceProps) {
  return (
    <select
      aria-label={label}
      value={value.name}
      onChange={(event) => {
        const chosen = revisions.find(({ name }) => name === event.currentTarget.value);
        if (chosen !== undefined) pick(chosen);
      }}
    >
      {revisions.map(({ name, number }) => (
        <option key={name} value={name}>
          {number}
        </option>
      ))}
    </select>
  );
}

const pathOf = (id: string, { name }: Revision): string => `/api/v1/releases/${id}/revisions/${name}`;

function Comparison({ id, before, after }: { id: string; before: Revision; after: Revision }) {
  const [aside, setAside] = useState(false);
  const older = useAnswer<RevisionContent>(pathOf(id, before));
  const newer = useAnswer<RevisionContent>(pathOf(id, after));
  const rows = useMemo(
    () =>
      older.data?.content && newer.data?.content ? diffRevisions(older.data.content, newer.data.content) : undefined,
    [older.data, newer.data],
  );
  const failed = [older, newer].find(({ problem, data }) => problem !== undefined && data === undefined);
  if (failed?.problem !== undefined) return <ProblemView problem={failed.problem} retry={failed.retry} />;
  if (older.data === undefined || newer.data === undefined) return older.slow || newer.slow ? <Skeleton /> : null;
  if (rows === undefined) {
    const which = older.data.content === null ? before : after;
    return <p class="notice">In revision {which.number} the release was gone: there is no text to compare.</p>;
  }
  const { removed, added } = changedWords(rows);
  return (
    <>
      <div class="compare-head">
        <p>
          {removed + added === 0 ? (
            'The same words; only their form or order changed.'
          ) : (
            <>
              <ins>{counted(added, 'word')} added</ins> <del>{counted(removed, 'word')} removed</del>
            </>
          )}
        </p>
        <button
          type="button"
          class="button button-small only-wide"
          aria-pressed={aside}
          onClick={() => setAside(!aside)}
        >
          Side by side
        </button>
      </div>
      <DiffView rows={rows} sideBySide={aside} />
    </>
  );
}
