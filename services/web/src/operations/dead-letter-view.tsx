import { useEffect } from 'preact/hooks';
import type { DeadLetterDetail } from '../../generated/api.ts';
import { useAnswer } from '../api/use-answer.ts';
import { hrefOf } from '../router.ts';
import { showCount, showSize } from '../text/counts.ts';
import { readable } from '../text/words.ts';
import { Command, Foreign, ForeignLink, Moment, ProblemView, ScrollText, Skeleton } from '../ui/parts.tsx';

/** One dead letter: why it was given up, what to do about it, and how the record begins. */
export function DeadLetterView({ id }: { id: string }) {
  const { data, problem, slow, retry } = useAnswer<DeadLetterDetail>(`/api/v1/dead-letters/${encodeURIComponent(id)}`);
  useEffect(() => {
    document.title = `${data === undefined ? 'Dead letter' : readable(data.reason.code)} · Presswatch`;
  }, [data]);
  if (problem !== undefined && data === undefined) return <ProblemView problem={problem} retry={retry} />;
  if (data === undefined) return slow ? <Skeleton /> : null;
  return (
    <div class="plain">
      <a class="back" href={hrefOf({ view: 'dead-letters', status: 'open' })}>
        <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d="M10 3 5 8l5 5" />
        </svg>
        Dead letters
      </a>
      <h1>
        {readable(data.reason.code)}{' '}
        <span class={data.status === 'open' ? 'tag tag-bad' : 'tag'}>{readable(data.status)}</span>
      </h1>
      <p class="lead">{data.reason.message}</p>
      {data.note !== undefined && (
        <p>
          Note: <Foreign>{data.note}</Foreign>
        </p>
      )}
      <Todo letter={data} />
      <Record letter={data} />
    </div>
  );
}

function Todo({ letter: { id, status } }: { letter: DeadLetterDetail }) {
  if (status === 'replayed') {
    return <p>It was replayed: if the stage gave it up again, that is a dead letter of its own.</p>;
  }
  return (
    <section class="panel" aria-labelledby="todo-title">
      <h2 id="todo-title">What to do</h2>
      <p>When the cause is mended, give it to the stage again:</p>
      <Command text={`npm run presswatch -- dlq replay ${id}`} label="the command that replays it" />
      {status === 'open' && (
        <>
          <p>Where it cannot or need not be mended, say why and set it aside:</p>
          <Command text={`npm run presswatch -- dlq discard ${id} --note "why"`} label="the command that discards it" />
        </>
      )}
      <p>Its bytes as they came:</p>
      <Command text={`npm run -s presswatch -- dlq show ${id} --raw`} label="the command that prints its bytes" />
    </section>
  );
}

function Record({ letter }: { letter: DeadLetterDetail }) {
  const { original, group, stageVersion, at, attempts, topic, partition, offset, cause, statusAt } = letter;
  const { title, url, fileName, source, releaseId, isFindable, mediaType, size, head } = original;
  const facts = [
    ['Title', title && <Foreign>{title}</Foreign>],
    ['Address', url && <ForeignLink href={url} />],
    ['File', fileName && <Foreign>{fileName}</Foreign>],
    ['Source', source],
    [
      'Release',
      releaseId && isFindable ? <a href={hrefOf({ view: 'release', id: releaseId })}>{releaseId}</a> : releaseId,
    ],
    ['Given up by', `${group}, version ${stageVersion}`],
    ['When', <Moment key="at" at={at} />],
    ['Settled', statusAt !== undefined && <Moment key="settled" at={statusAt} />],
    ['Tries', showCount(attempts)],
    ['Cause', cause],
    ['Record', `${topic}, partition ${partition}, offset ${offset}`],
    ['Holds', `${mediaType}, ${showSize(size)}`],
  ] as const;
  return (
    <>
      <section class="panel" aria-labelledby="record-title">
        <h2 id="record-title">The record</h2>
        <dl class="facts facts-wide">
          {facts
            .filter(([, value]) => value !== undefined && value !== '' && value !== false)
            .map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      </section>
      <div class="panel">
        <h2>How it begins</h2>
        <ScrollText class="source-wrap source-short" label="How it begins" text={head === '' ? 'It is empty.' : head} />
      </div>
    </>
  );
}
