import { useEffect } from 'preact/hooks';
import type { Answers, PipelineStatus, SourceView as Source } from '../../generated/api.ts';
import { useAnswer } from '../api/use-answer.ts';
import { hrefOf, searchHref } from '../router.ts';
import { counted, showCount } from '../text/counts.ts';
import { termFor } from '../text/query-terms.ts';
import { showRelative } from '../text/times.ts';
import { readable } from '../text/words.ts';
import { Command, ForeignLink, Moment, ProblemView, Skeleton } from '../ui/parts.tsx';

const EVERY_MS = 5000;

/** How the pipeline stands, and the health of each source. */
export function SourcesView() {
  const status = useAnswer<PipelineStatus>('/api/v1/status', EVERY_MS);
  const sources = useAnswer<Answers['/api/v1/sources']>('/api/v1/sources', EVERY_MS);
  useEffect(() => {
    document.title = 'Sources · Presswatch';
  }, []);
  const failed = [status, sources].find(({ problem }) => problem !== undefined);
  if (failed?.problem !== undefined) return <ProblemView problem={failed.problem} retry={failed.retry} />;
  return (
    <div class="plain">
      <h1>Sources</h1>
      {status.data === undefined ? status.slow && <Skeleton lines={3} /> : <Pipeline status={status.data} />}
      {sources.data === undefined ? sources.slow && <Skeleton /> : <SourceList sources={sources.data.items} />}
    </div>
  );
}

const total = ({ value, exact }: PipelineStatus['releases']): string => `${showCount(value)}${exact ? '' : '+'}`;

function Pipeline({ status }: { status: PipelineStatus }) {
  const { stages, limiting, releases, seenLastHour, seenLastMinute, at } = status;
  return (
    <>
      <dl class="figures">
        <div>
          <dt>Releases</dt>
          <dd>{total(releases)}</dd>
        </div>
        <div>
          <dt>Last hour</dt>
          <dd>{total(seenLastHour)}</dd>
        </div>
        <div>
          <dt>Last minute</dt>
          <dd>{total(seenLastMinute)}</dd>
        </div>
      </dl>
      <section aria-labelledby="pipeline-title">
        <h2 id="pipeline-title">Pipeline</h2>
        <ol class="stages">
          {stages.map(({ stage, lag, openDeadLetters, waitingFor }) => (
            <li key={stage} class={waitingFor === null ? 'stage' : 'stage stage-bad'}>
              <h3>
                {readable(stage)}
                {limiting === stage && <span class="tag">limits the others</span>}
              </h3>
              <p>
                {lag.records === 0 ? 'Nothing waits' : `${counted(lag.records, 'record')} to go`}
                {lag.oldestAt !== null && (
                  <span class="soft">
                    , the oldest from {showRelative(lag.oldestAt, at) ?? <Moment at={lag.oldestAt} />}
                  </span>
                )}
              </p>
              {waitingFor !== null && <p class="bad">Waits for {waitingFor}</p>}
              {openDeadLetters > 0 && (
                <p>
                  <a href={hrefOf({ view: 'dead-letters', stage, status: 'open' })}>
                    {counted(openDeadLetters, 'open dead letter')}
                  </a>
                </p>
              )}
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

const STATES: Readonly<Record<string, string>> = {
  ok: 'Works',
  unknown: 'Not looked at yet',
  'not-a-feed': 'No feed',
};

function SourceList({ sources }: { sources: readonly Source[] }) {
  const enabled = sources.filter((source) => source.enabled);
  const off = sources.filter((source) => !source.enabled);
  return (
    <>
      <section aria-labelledby="watched-title">
        <h2 id="watched-title">Watched</h2>
        {enabled.length === 0 ? (
          <p class="notice">No source is enabled.</p>
        ) : (
          <ul class="sources">
            {enabled.map((source) => (
              <SourceItem key={source.id} source={source} />
            ))}
          </ul>
        )}
      </section>
      {off.length > 0 && (
        <section aria-labelledby="off-title">
          <h2 id="off-title">Switched off</h2>
          <Command text="npm run presswatch -- sources enable ID" label="the command that enables a source" />
          <ul class="sources">
            {off.map((source) => (
              <SourceItem key={source.id} source={source} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function SourceItem({ source }: { source: Source }) {
  const { id, kind, title, url, enabled, state, since, lastSuccess, nextAt, itemsSeen, message } = source;
  const good = state === 'ok';
  const bad = !good && state !== 'unknown';
  return (
    <li class="source-item">
      <h3>
        <a href={searchHref(termFor('source', id))}>{title ?? id}</a>
        {enabled && (
          <span class={bad ? 'tag tag-bad' : good ? 'tag tag-good' : 'tag'}>{STATES[state] ?? readable(state)}</span>
        )}
      </h3>
      <p class="soft">
        <code>{id}</code>, {kind}
        {url !== undefined && (
          <>
            , <ForeignLink href={url} />
          </>
        )}
      </p>
      {bad && message !== undefined && (
        <p class="bad">
          {message}
          {since !== undefined && (
            <>
              {' '}
              (since <Moment at={since} />)
            </>
          )}
        </p>
      )}
      {enabled && (
        <p class="soft">
          {lastSuccess === undefined ? (
            'Never read yet'
          ) : (
            <>
              Read <Moment at={lastSuccess} relative />
            </>
          )}
          {itemsSeen !== undefined && `, ${counted(itemsSeen, 'item')}`}
          {nextAt !== undefined && nextAt > Date.now() && (
            <>
              , again <Moment at={nextAt} relative />
            </>
          )}
        </p>
      )}
    </li>
  );
}
