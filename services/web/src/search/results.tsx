import { useEffect, useRef } from 'preact/hooks';
import type { Highlight, Hit } from '../../generated/api.ts';
import { prefetch } from '../api/use-answer.ts';
import { segmentsOf } from '../text/segments.ts';
import { countryName, directionOf, kindName } from '../text/words.ts';
import { Foreign, Moment, ProblemView, Stated } from '../ui/parts.tsx';
import { type Found, loadingMore, loadMore, moreProblem, opened } from './search-state.ts';

export function Results({ found }: { found: Found }) {
  return (
    <>
      <ol class="hits">
        {found.hits.map((hit) => (
          <HitView key={hit.releaseId} hit={hit} />
        ))}
      </ol>
      {moreProblem.value !== undefined && <ProblemView problem={moreProblem.value} />}
      {found.cursor !== undefined && <More key={found.cursor} />}
    </>
  );
}

/** Loads the next page when it comes near, or when asked to. */
function More() {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (button.current === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true && moreProblem.value === undefined) void loadMore();
      },
      { rootMargin: '600px' },
    );
    observer.observe(button.current);
    return () => observer.disconnect();
  }, []);
  const more = async () => {
    const first = await loadMore();
    if (first !== undefined) document.querySelector<HTMLElement>(`[data-release="${first}"]`)?.focus();
  };
  return (
    <p class="more">
      <button ref={button} type="button" class="button" disabled={loadingMore.value} onClick={() => void more()}>
        {loadingMore.value ? 'Loading…' : 'Show more'}
      </button>
    </p>
  );
}

function HitView({ hit }: { hit: Hit }) {
  const title = wholeTitle(hit);
  const body = hit.highlights.filter(({ field }) => field === 'body').slice(0, MOST_FRAGMENTS);
  const path = `/api/v1/releases/${hit.releaseId}`;
  const direction = directionOf(hit.language);
  return (
    <li class="hit">
      <article>
        <p class="hit-meta">
          <span class="hit-issuer">
            {hit.issuer === undefined ? (
              <span class="soft">Issuer not stated</span>
            ) : (
              <Foreign>{hit.issuer.name}</Foreign>
            )}
          </span>
          <span class="hit-date">
            {hit.published === undefined ? (
              <>
                seen <Moment at={hit.firstSeen} relative />
              </>
            ) : (
              <Stated time={hit.published} />
            )}
          </span>
        </p>
        <h2 dir={direction} lang={hit.language}>
          <a
            class="hit-link"
            href={`/releases/${hit.releaseId}`}
            data-release={hit.releaseId}
            data-returned={opened.value === hit.releaseId ? '' : undefined}
            onPointerEnter={() => prefetch(path)}
            onFocus={() => prefetch(path)}
            onClick={() => {
              opened.value = hit.releaseId;
            }}
          >
            {title === undefined ? (hit.title ?? 'Withdrawn before it was read') : <Marked highlight={title} />}
          </a>
        </h2>
        {body.length === 0 && hit.summary !== undefined && (
          <p class="hit-text" dir={direction} lang={hit.language}>
            {hit.summary}
          </p>
        )}
        {body.length > 0 && (
          <p class="hit-text" dir={direction} lang={hit.language}>
            {body.map((highlight, at) => (
              <span key={at}>
                {at > 0 && ' … '}
                <Marked highlight={highlight} />
              </span>
            ))}
          </p>
        )}
        <p class="hit-tags">
          {hit.withdrawn && <span class="tag tag-bad">Withdrawn</span>}
          {hit.withdrawnAt !== null && <span class="tag tag-bad">No longer at its source</span>}
          {hit.kind !== null && <span class="tag">{kindName(hit.kind)}</span>}
          {hit.countries.slice(0, 4).map((code) => (
            <span key={code} class="tag tag-plain">
              {countryName(code)}
            </span>
          ))}
          {hit.topics.slice(0, 2).map(({ id, name }) => (
            <span key={id} class="tag tag-plain">
              {name}
            </span>
          ))}
        </p>
      </article>
    </li>
  );
}

const MOST_FRAGMENTS = 2;

/** The index marks a stretch of a long title: the marks are moved into the whole of it. */
function wholeTitle({ title, highlights }: Hit): Highlight | undefined {
  const part = highlights.find(({ field }) => field === 'title');
  const from = part === undefined ? -1 : (title?.indexOf(part.text) ?? -1);
  if (part === undefined || title === null || from === -1) return part;
  return { ...part, text: title, marks: part.marks.map(([start, end]) => [start + from, end + from] as const) };
}

/** A stretch of text with what matched marked. */
function Marked({ highlight: { text, marks } }: { highlight: Highlight }) {
  const pieces = segmentsOf(
    text,
    marks.map(([start, end]) => ({ start, end, what: true })),
  );
  return <>{pieces.map((piece, at) => (piece.mark ? <mark key={at}>{piece.text}</mark> : piece.text))}</>;
}
