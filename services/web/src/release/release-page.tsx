import { useEffect } from 'preact/hooks';
import type { Content, Release } from '../../generated/api.ts';
import { prefetch, useAnswer } from '../api/use-answer.ts';
import { go, goBack, hrefOf, type Route } from '../router.ts';
import { found, lastSearch, opened } from '../search/search-state.ts';
import { directionOf, kindName } from '../text/words.ts';
import { bindKeys } from '../ui/keys.ts';
import { Foreign, Moment, ProblemView, Skeleton, Stated } from '../ui/parts.tsx';
import { NameMarks, shownMentions } from './name-marks.tsx';
import { OriginalView } from './original-view.tsx';
import { ReleaseText } from './release-text.tsx';
import { RevisionsView } from './revisions-view.tsx';
import { WayView } from './way-view.tsx';

export type ReleaseRoute = Extract<Route, { view: 'release' | 'revisions' | 'original' | 'way' }>;

/** One release: its head, and below it what one of its four views shows. */
export function ReleasePage({ at }: { at: ReleaseRoute }) {
  const { data: release, problem, slow, retry } = useAnswer<Release>(`/api/v1/releases/${at.id}`);
  const title = release?.content?.title;
  useEffect(() => {
    const view = { release: '', revisions: 'Revisions · ', original: 'Original · ', way: 'Way · ' }[at.view];
    document.title = `${view}${title ?? 'Release'} · Presswatch`;
  }, [at.view, title]);
  useNeighbours(at.id);
  if (problem !== undefined && release === undefined) return <ProblemView problem={problem} retry={retry} />;
  if (release === undefined) return slow ? <Skeleton lines={10} /> : null;
  return (
    <div class="release">
      <a
        class="back"
        href={lastSearch.value ?? '/'}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          goBack(lastSearch.value ?? '/');
        }}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d="M10 3 5 8l5 5" />
        </svg>
        {lastSearch.value === undefined ? 'All releases' : 'Back to the results'}
      </a>
      <Head release={release} marked={at.view === 'release'} />
      <Tabs release={release} at={at} />
      <ViewOf release={release} at={at} />
    </div>
  );
}

function ViewOf({ release, at }: { release: Release; at: ReleaseRoute }) {
  switch (at.view) {
    case 'revisions':
      return <RevisionsView release={release} from={at.from} to={at.to} />;
    case 'original':
      return <OriginalView release={release} capture={at.capture} as={at.as} />;
    case 'way':
      return <WayView release={release} />;
    default:
      return <ReleaseText release={release} />;
  }
}

/** The release before and after this one in the results, by keys. */
function useNeighbours(id: string): void {
  useEffect(() => {
    const hits = found.value?.hits ?? [];
    const here = hits.findIndex(({ releaseId }) => releaseId === id);
    const [before, after] = here === -1 ? [] : [hits[here - 1], hits[here + 1]];
    for (const hit of [after, before]) if (hit) prefetch(`/api/v1/releases/${hit.releaseId}`);
    const open = (hit: typeof before) => () => {
      if (hit === undefined) return;
      opened.value = hit.releaseId;
      go(hrefOf({ view: 'release', id: hit.releaseId }));
    };
    return bindKeys({ j: open(after), k: open(before) });
  }, [id]);
}

/** Characters of a title beyond which it is set smaller: it is a sentence or more. */
const LONG = 180;

function Head({ release, marked }: { release: Release; marked: boolean }) {
  const { content, withdrawnAt } = release;
  if (content === null) {
    return (
      <header class="release-head">
        <h1>Withdrawn before it was read</h1>
        <p class="soft">Its source took it away before Presswatch could see what it says.</p>
      </header>
    );
  }
  const { issuer, published, kind, language, withdrawn } = content;
  return (
    <header class="release-head">
      <p class="release-line">
        <span class="tag">{kindName(kind)}</span>
        {issuer !== undefined && (
          <strong class="release-issuer">
            <Foreign>{issuer.name}</Foreign>
          </strong>
        )}
        {published !== undefined && (
          <span>
            <Stated time={published} full />
          </span>
        )}
      </p>
      <h1 class={content.title.length > LONG ? 'long' : undefined} dir={directionOf(language)} lang={language}>
        {marked ? <MarkedTitle content={content} /> : content.title}
      </h1>
      {withdrawn !== undefined && (
        <section class="banner">
          <h2>
            The issuer withdrew this release
            {withdrawn.at !== undefined && (
              <>
                {' '}
                on <Stated time={withdrawn.at} />
              </>
            )}
          </h2>
          {withdrawn.note !== '' && (
            <p dir="auto" lang={language}>
              {withdrawn.note}
            </p>
          )}
        </section>
      )}
      {withdrawnAt !== null && (
        <section class="banner">
          <h2>No longer at its source</h2>
          <p>
            Found gone <Moment at={withdrawnAt} />. What stands below is what it last said.
          </p>
        </section>
      )}
    </header>
  );
}

function MarkedTitle({ content }: { content: Content }) {
  const marks = shownMentions(content)
    .filter(({ end }) => end <= content.title.length)
    .map((mention) => ({ start: mention.start, end: mention.end, what: mention }));
  return <NameMarks text={content.title} marks={marks} content={content} />;
}

function Tabs({ release, at }: { release: Release; at: ReleaseRoute }) {
  const { releaseId: id, revisions } = release;
  const tabs: readonly (readonly [Route, string, number?])[] = [
    [{ view: 'release', id }, 'Text'],
    [{ view: 'revisions', id }, 'Revisions', revisions.length],
    [{ view: 'original', id }, 'Original'],
    [{ view: 'way', id }, 'Way'],
  ];
  return (
    <nav class="tabs" aria-label="Views of this release">
      {tabs.map(([to, name, count]) => (
        <a key={name} href={hrefOf(to)} aria-current={to.view === at.view ? 'page' : undefined}>
          {name}
          {count !== undefined && count > 1 && <span class="badge">{count}</span>}
        </a>
      ))}
    </nav>
  );
}
