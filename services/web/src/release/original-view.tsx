import { useEffect, useState } from 'preact/hooks';
import type { Release } from '../../generated/api.ts';
import { getText, type Problem, problemOf } from '../api/client.ts';
import { go, hrefOf } from '../router.ts';
import { showSize } from '../text/counts.ts';
import { showSecond } from '../text/times.ts';
import { ProblemView, ScrollText, Skeleton } from '../ui/parts.tsx';

/** Bytes of an original that are shown as text; the download has all of them. */
const MOST = 400_000;

interface Props {
  readonly release: Release;
  readonly capture: string | undefined;
  readonly as: 'page' | undefined;
}

interface Source {
  readonly text: string;
  readonly size: number;
  readonly cut: boolean;
  readonly type: string;
  readonly mediaType: string;
}

/** The bytes of a capture: as text, or as the page they are, shut in so that it runs and fetches nothing. */
export function OriginalView({ release, capture, as }: Props) {
  const { captures, releaseId: id } = release;
  const kept = captures.filter(({ raw }) => raw !== null);
  const shown =
    kept.find((one) => one.id === (capture ?? release.provenance?.capture)) ??
    (capture === undefined ? kept.at(-1) : undefined);
  if (shown === undefined || shown.raw === null) {
    return (
      <p class="notice">
        {kept.length === 0
          ? 'No original is kept: every look found the release gone, or its bytes were erased.'
          : 'This release has no capture of that name, or its bytes were erased. '}
        {kept.length > 0 && <a href={hrefOf({ view: 'original', id })}>Show the newest</a>}
      </p>
    );
  }
  return (
    <Original
      key={shown.id}
      raw={shown.raw}
      view={shown.view}
      as={as}
      hrefAs={(next) => hrefOf({ view: 'original', id, capture: shown.id, ...(next === 'page' ? { as: next } : {}) })}
      chooser={
        kept.length > 1 ? (
          <label class="chooser">
            Look of{' '}
            <select
              value={shown.id}
              onChange={(event) =>
                go(hrefOf({ view: 'original', id, capture: event.currentTarget.value, ...(as && { as }) }))
              }
            >
              {kept.toReversed().map((one) => (
                <option key={one.id} value={one.id}>
                  {showSecond(one.fetchedAt)}
                </option>
              ))}
            </select>
          </label>
        ) : (
          <p class="soft">Fetched {showSecond(shown.fetchedAt)}</p>
        )
      }
    />
  );
}

interface OriginalProps {
  readonly raw: string;
  readonly view: string | null;
  readonly as: 'page' | undefined;
  readonly hrefAs: (as: 'page' | 'source') => string;
  readonly chooser: preact.ComponentChildren;
}

function Original({ raw, view, as, hrefAs, chooser }: OriginalProps) {
  const [source, setSource] = useState<Source>();
  const [problem, setProblem] = useState<Problem>();
  const [wrap, setWrap] = useState(true);
  useEffect(() => {
    const stop = new AbortController();
    getText(raw, MOST, stop.signal).then(setSource, (error) => stop.signal.aborted || setProblem(problemOf(error)));
    return () => stop.abort();
  }, [raw]);
  if (problem !== undefined) return <ProblemView problem={problem} />;
  if (source === undefined) return <Skeleton />;
  const isPage = /^(?:text\/html|application\/xhtml\+xml)$/.test(source.mediaType) && view !== null;
  const isText = source.type.startsWith('text/');
  const asPage = isPage && as === 'page';
  return (
    <div class="original">
      <div class="bar">
        {chooser}
        <p class="soft">
          {source.mediaType}, {showSize(source.size)}
        </p>
        {isPage && (
          <nav class="switch" aria-label="Show as">
            <a href={hrefAs('source')} aria-current={asPage ? undefined : 'true'}>
              Source
            </a>
            <a href={hrefAs('page')} aria-current={asPage ? 'true' : undefined}>
              Page
            </a>
          </nav>
        )}
        {isText && !asPage && (
          <button type="button" class="button button-small" aria-pressed={wrap} onClick={() => setWrap(!wrap)}>
            Wrap lines
          </button>
        )}
        <a class="button button-small" href={raw} download>
          Download
        </a>
      </div>
      {asPage && (
        <>
          <p class="soft">
            Shown without scripts, and without the pictures and styles that lie elsewhere: nothing is fetched.
          </p>
          <iframe
            class="frame"
            src={view}
            sandbox=""
            title="The original as a page"
            referrerpolicy="no-referrer"
            loading="lazy"
          />
        </>
      )}
      {!asPage && isText && (
        <ScrollText class={wrap ? 'source-wrap' : ''} label="The original as text" text={source.text} />
      )}
      {!asPage && isText && source.cut && (
        <p class="soft">The first {showSize(MOST)} are shown; the download has everything.</p>
      )}
      {!isText && (
        <p class="notice">
          This original is no text. Download it to open it, or read what Presswatch read out of it under “Text”.
        </p>
      )}
    </div>
  );
}
