import { useEffect, useState } from 'preact/hooks';
import type { Answers } from '../../generated/api.ts';
import { getAnswer, type Problem, problemOf } from '../api/client.ts';
import { useAnswer } from '../api/use-answer.ts';
import { go, hrefOf, type Route } from '../router.ts';
import { counted, showCount } from '../text/counts.ts';
import { readable } from '../text/words.ts';
import { Foreign, Moment, ProblemView, Skeleton } from '../ui/parts.tsx';

type Page = Answers['/api/v1/dead-letters'];
type At = Extract<Route, { view: 'dead-letters' }>;

const STATUSES = ['open', 'replayed', 'discarded'] as const;

const pathOf = ({ stage, reason, status }: At, cursor?: string): string => {
  const set = Object.entries({ stage, reason, status, cursor, limit: '50' }).filter((entry) => entry[1] !== undefined);
  return `/api/v1/dead-letters?${new URLSearchParams(set as [string, string][])}`;
};

/** What a stage gave up, with the reason. */
export function DeadLettersView({ at }: { at: At }) {
  const { data, problem, slow, retry } = useAnswer<Page>(pathOf(at), 10_000);
  useEffect(() => {
    document.title = 'Dead letters · Presswatch';
  }, []);
  if (problem !== undefined && data === undefined) return <ProblemView problem={problem} retry={retry} />;
  return (
    <div class="plain">
      <h1>Dead letters</h1>
      <p class="lead">
        What a stage could not read or pass on. Nothing is lost: each keeps its record untouched, so that it can be
        replayed once the cause is mended.
      </p>
      {data === undefined ? (
        slow && <Skeleton />
      ) : (
        <>
          <Filters at={at} counts={data.counts} />
          {data.items.length === 0 ? <None at={at} /> : <List key={pathOf(at)} at={at} first={data} />}
        </>
      )}
    </div>
  );
}

function None({ at }: { at: At }) {
  const narrowed = at.stage !== undefined || at.reason !== undefined;
  return (
    <section class="notice">
      <h2 class="notice-title">{narrowed ? 'None of this kind' : 'No dead letters here'}</h2>
      <p>
        {narrowed ? (
          <a href={hrefOf({ view: 'dead-letters' })}>Show all</a>
        ) : (
          'Every record that came in was read and passed on.'
        )}
      </p>
    </section>
  );
}

function Filters({ at, counts }: { at: At; counts: Page['counts'] }) {
  const fits = (entry: Page['counts'][number], but: keyof Omit<At, 'view'>) =>
    (but === 'stage' || at.stage === undefined || entry.stage === at.stage) &&
    (but === 'reason' || at.reason === undefined || entry.reason === at.reason) &&
    (but === 'status' || at.status === undefined || entry.status === at.status);
  const sum = (but: 'stage' | 'reason' | 'status', value?: string) =>
    counts
      .filter((entry) => fits(entry, but) && (value === undefined || entry[but] === value))
      .reduce((total, { count }) => total + count, 0);
  const choice = (name: 'stage' | 'reason', values: readonly string[]) => (
    <label>
      {readable(name)}{' '}
      <select
        value={at[name] ?? ''}
        onChange={({ currentTarget: { value } }) => {
          const { [name]: _dropped, ...rest } = at;
          go(hrefOf(value === '' ? rest : { ...rest, [name]: value }));
        }}
      >
        <option value="">Any</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {readable(value)} ({showCount(sum(name, value))})
          </option>
        ))}
      </select>
    </label>
  );
  const unique = (name: 'stage' | 'reason') => [...new Set(counts.map((entry) => entry[name]))].sort();
  const { status: _any, ...all } = at;
  return (
    <div class="bar">
      <nav class="switch" aria-label="Status">
        <a href={hrefOf(all)} aria-current={at.status === undefined ? 'true' : undefined}>
          All <span class="count">{showCount(sum('status'))}</span>
        </a>
        {STATUSES.map((status) => (
          <a key={status} href={hrefOf({ ...at, status })} aria-current={at.status === status ? 'true' : undefined}>
            {readable(status)} <span class="count">{showCount(sum('status', status))}</span>
          </a>
        ))}
      </nav>
      {counts.length > 0 && choice('stage', unique('stage'))}
      {counts.length > 0 && choice('reason', unique('reason'))}
    </div>
  );
}

function List({ at, first }: { at: At; first: Page }) {
  // Once more are shown the list stands still: a letter that comes in would push others from page to page.
  const [held, setHeld] = useState<{ items: Page['items']; cursor: string | undefined }>();
  const [problem, setProblem] = useState<Problem>();
  const [loading, setLoading] = useState(false);
  const { items, cursor } = held ?? first;
  const load = () => {
    setLoading(true);
    void getAnswer<Page>(pathOf(at, cursor))
      .then(
        ({ data }) => {
          setHeld({ items: [...items, ...data.items], cursor: data.cursor });
          setProblem(undefined);
        },
        (error) => setProblem(problemOf(error)),
      )
      .finally(() => setLoading(false));
  };
  return (
    <>
      <ol class="letters">
        {items.map((letter) => (
          <LetterView key={letter.id} letter={letter} />
        ))}
      </ol>
      {problem !== undefined && <ProblemView problem={problem} />}
      {cursor !== undefined && (
        <p class="more">
          <button type="button" class="button" disabled={loading} onClick={load}>
            {loading ? 'Loading…' : 'Show more'}
          </button>
        </p>
      )}
    </>
  );
}

function LetterView({ letter }: { letter: Page['items'][number] }) {
  const { id, reason, group, status, at, attempts, title, fileName, url } = letter;
  const what = title ?? fileName ?? url;
  return (
    <li class="letter">
      <h2>
        <a href={hrefOf({ view: 'dead-letter', id })}>
          {readable(reason.code)}
          {what !== undefined && (
            <>
              : <Foreign>{what}</Foreign>
            </>
          )}
        </a>
        <span class={status === 'open' ? 'tag tag-bad' : 'tag'}>{readable(status)}</span>
      </h2>
      <p class="letter-message">{reason.message}</p>
      <p class="soft">
        {readable(group)}, <Moment at={at} relative />
        {attempts > 1 && `, after ${counted(attempts, 'try', 'tries')}`}
      </p>
    </li>
  );
}
